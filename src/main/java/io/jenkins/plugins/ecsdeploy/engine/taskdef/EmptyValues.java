package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drops empty values as the GitHub action "deploy task definition" does, without its losses: null, empty texts, lists
 * and objects go, and what holds nothing else; 0 and false stay, and so do the empty values that mean something.
 */
public final class EmptyValues {
    private static final String VARIABLE = "containerDefinitions[].environment[].value";

    /**
     * Where an empty text is a value: a variable may be empty, a word of a command counts by its place, the value of a
     * tag is optional (ECS API, type Tag), and AWS App Mesh takes empty properties (ECS API, ProxyConfiguration).
     */
    private static final Set<String> TEXTS = Set.of(
            VARIABLE,
            "containerDefinitions[].command[]",
            "containerDefinitions[].entryPoint[]",
            "containerDefinitions[].healthCheck.command[]",
            "proxyConfiguration.properties[].value",
            "tags[].value");

    /**
     * Where an empty object is a value: ECS chooses the path of an empty host volume, and an empty Docker configuration
     * makes a volume of Docker with all defaults instead of a host volume (ECS API, types Volume and
     * DockerVolumeConfiguration). All other objects have a required member, or mean the same as none.
     */
    private static final Set<String> OBJECTS = Set.of("volumes[].host", "volumes[].dockerVolumeConfiguration");

    private EmptyValues() {}

    /** A copy without null, empty texts, arrays and objects, but for the ones that mean something to ECS. */
    public static TaskDefinition clean(TaskDefinition definition) {
        JsonNode cleaned = clean(definition.json(), "").orElseThrow();
        return TaskDefinition.of(definition.place(), cleaned);
    }

    private static Optional<JsonNode> clean(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            return cleanObject(object, path);
        }
        if (node.isArray()) {
            ArrayNode kept = Json.MAPPER.createArrayNode();
            node.forEach(item -> clean(item, Shape.item(path)).ifPresent(kept::add));
            return Optional.<JsonNode>of(kept).filter(list -> !list.isEmpty());
        }
        if (node.isNull()) {
            // A variable without a value would be lost; the action makes an empty one of it, too.
            return path.equals(VARIABLE) ? Optional.of(TextNode.valueOf("")) : Optional.empty();
        }
        boolean dropped =
                node.isTextual() && node.textValue().isEmpty() && !TEXTS.contains(path) && !Shape.isUsersOwn(path);
        return Optional.of(node).filter(value -> !dropped);
    }

    private static Optional<JsonNode> cleanObject(ObjectNode object, String path) {
        ObjectNode kept = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            clean(each.getValue(), Shape.member(path, each.getKey()))
                    .ifPresent(value -> kept.set(each.getKey(), value));
        }
        return Optional.<JsonNode>of(kept).filter(members -> !members.isEmpty() || OBJECTS.contains(path));
    }
}
