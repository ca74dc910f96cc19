package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes a JSON tree of YAML nodes: aliases and merge keys are followed, loops and tags of other programs refused. */
final class YamlTree {
    private final String name;
    private final YamlScalars scalars;
    private final int maxSize;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int size;

    /** @param maxSize of the whole tree in characters, however often an alias repeats a part of it */
    YamlTree(String name, YamlScalars scalars, int maxSize) {
        this.name = name;
        this.scalars = scalars;
        this.maxSize = maxSize;
    }

    JsonNode convert(Node node) {
        grow(node, 1);
        if (!open.add(node)) {
            throw error(node, "the alias points to what it is a part of; write out what is meant");
        }
        try {
            if (node instanceof ScalarNode scalar) {
                JsonNode value = scalars.value(scalar);
                grow(node, value.asText().length());
                return value;
            }
            return node instanceof SequenceNode sequence ? array(sequence) : object((MappingNode) node);
        } finally {
            open.remove(node);
        }
    }

    private ArrayNode array(SequenceNode node) {
        require(node, Tag.SEQ);
        ArrayNode array = Json.MAPPER.createArrayNode();
        node.getValue().forEach(item -> array.add(convert(item)));
        return array;
    }

    private ObjectNode object(MappingNode node) {
        require(node, Tag.MAP);
        ObjectNode object = Json.MAPPER.createObjectNode();
        Set<String> own = new HashSet<>();
        for (NodeTuple member : node.getValue()) {
            if (member.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(object, member.getValueNode());
            } else {
                String key = key(member.getKeyNode());
                if (!own.add(key)) {
                    throw error(member.getKeyNode(), "the key " + key + " is there twice; remove one of the two");
                }
                object.set(key, convert(member.getValueNode()));
            }
        }
        return object;
    }

    private String key(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw error(node, "a key is a list or a map; expected a text (quote it if it begins with '{' or '[')");
        }
        String key = scalars.text(scalar);
        grow(node, key.length());
        return key;
    }

    /** What is there already wins (YAML 1.1, "Merge Key Language-Independent Type"); own keys win later by being set. */
    private void merge(ObjectNode object, Node merged) {
        List<Node> sources = merged instanceof SequenceNode list ? list.getValue() : List.of(merged);
        for (Node source : sources) {
            if (!(source instanceof MappingNode)) {
                throw error(source, "<< takes a map or a list of maps; give it the alias of a map, such as *defaults");
            }
            ((ObjectNode) convert(source))
                    .properties()
                    .forEach(each -> object.putIfAbsent(each.getKey(), each.getValue()));
        }
    }

    private void require(Node node, Tag tag) {
        if (!node.getTag().equals(tag)) {
            throw error(node, "the tag " + shown(node.getTag()) + " is not known; remove it and write plain YAML");
        }
    }

    private void grow(Node node, int characters) {
        size += characters;
        if (size > maxSize) {
            throw error(
                    node,
                    "the document has more than " + maxSize + " characters with its aliases and placeholders"
                            + " filled in; make it smaller");
        }
    }

    private EngineException error(Node node, String problem) {
        return Problems.at(name, YamlText.position(node.getStartMark()), problem);
    }

    static String shown(Tag tag) {
        return tag.getValue().replace(Tag.PREFIX, "!!");
    }
}
