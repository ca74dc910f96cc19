package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A task definition with ECS's defaults filled in, what is empty left out, keys and keyed lists in the order of the
 * alphabet, and numbers that are equal written alike. It is for comparing only, never for registering.
 */
public final class CanonicalTaskDefinition {
    /** The exponent above which a number stays as it is written; nobody means it, and writing it out would take ages. */
    private static final int MAX_SCALE = 400;

    private CanonicalTaskDefinition() {}

    /**
     * Whether two documents would give the same task definition: the order of keys and of lists whose members have a
     * name, and what ECS fills in when it registers a document, do not count.
     */
    public static boolean same(TaskDefinition one, TaskDefinition other) {
        return of(one).equals(of(other));
    }

    static ObjectNode of(TaskDefinition definition) {
        ObjectNode document = definition.json();
        EcsDefaults.fillWhatDependsOnOthers(document);
        return (ObjectNode) canonical(document, "").orElseGet(Json.MAPPER::createObjectNode);
    }

    /** What tells the entry of a keyed list from the others, such as {@code 80/tcp}. */
    static String label(JsonNode entry, List<String> keys) {
        return keys.stream()
                .map(entry::path)
                .filter(value -> !value.isMissingNode())
                .map(JsonNode::asText)
                .collect(Collectors.joining("/"));
    }

    private static Optional<JsonNode> canonical(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            return Optional.<JsonNode>of(members(object, path)).filter(members -> !members.isEmpty());
        }
        if (node.isArray()) {
            return Optional.<JsonNode>of(items(node, path)).filter(items -> !items.isEmpty());
        }
        if (node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(node.isNumber() ? number(node) : node);
    }

    private static ObjectNode members(ObjectNode object, String path) {
        EcsDefaults.fill(object, path);
        TreeMap<String, JsonNode> members = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            canonical(each.getValue(), Shape.member(path, each.getKey()))
                    .ifPresent(value -> members.put(each.getKey(), value));
        }
        ObjectNode ordered = Json.MAPPER.createObjectNode();
        ordered.setAll(members);
        return ordered;
    }

    private static ArrayNode items(JsonNode array, String path) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(item -> canonical(item, Shape.item(path)).ifPresent(items::add));
        if (Shape.KEYED_LISTS.containsKey(path)) {
            List<String> keys = Shape.KEYED_LISTS.get(path);
            items.sort(Comparator.comparing(item -> label(item, keys)));
        } else if (Shape.SETS.contains(path)) {
            items.sort(Comparator.comparing(JsonNode::toString));
        }
        return Json.MAPPER.createArrayNode().addAll(items);
    }

    private static JsonNode number(JsonNode node) {
        return Math.abs((long) node.decimalValue().scale()) > MAX_SCALE
                ? node
                : Json.MAPPER
                        .getNodeFactory()
                        .numberNode(new BigDecimal(
                                node.decimalValue().stripTrailingZeros().toPlainString()));
    }
}
