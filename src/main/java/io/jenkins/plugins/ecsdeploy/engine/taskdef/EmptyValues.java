package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Drops empty values as the GitHub action "deploy task definition" does, without its losses: null, empty texts, lists
 * and objects go, and what holds nothing else; 0 and false stay, and so do the empty values that mean something. As there,
 * the properties of App Mesh's proxy keep both halves, one of which may be empty.
 */
public final class EmptyValues {
    private static final String VARIABLES = "containerDefinitions[].environment[]";
    private static final String VARIABLE = VARIABLES + ".value";
    private static final String PROXY = "proxyConfiguration";
    private static final String PROPERTIES = PROXY + ".properties[]";

    /**
     * Where an empty text is a value: a variable may be empty, a word of a command counts by its place, the value of a
     * tag is optional (ECS API, type Tag), and AWS App Mesh takes empty properties (ECS API, ProxyConfiguration).
     */
    private static final Set<String> TEXTS = Set.of(
            VARIABLE,
            "containerDefinitions[].command[]",
            "containerDefinitions[].entryPoint[]",
            "containerDefinitions[].healthCheck.command[]",
            PROPERTIES + ".value",
            "tags[].value");

    /**
     * Where an empty object is a value: ECS chooses the path of an empty host volume, and an empty Docker configuration
     * makes a volume of Docker with all defaults instead of a host volume (ECS API, types Volume and
     * DockerVolumeConfiguration). All other objects have a required member, or mean the same as none.
     */
    private static final Set<String> OBJECTS = Set.of("volumes[].host", "volumes[].dockerVolumeConfiguration");

    /** Whose value may be empty, so that it alone is no reason to keep an entry: the entries, and the key of their name. */
    private static final Map<String, String> NAMED = Map.of(VARIABLES, "name", "tags[]", "key", PROPERTIES, "name");

    private final Consumer<String> notes;

    private EmptyValues(Consumer<String> notes) {
        this.notes = notes;
    }

    /** A copy without null, empty texts, arrays and objects, but for the ones that mean something to ECS. */
    public static TaskDefinition clean(TaskDefinition definition) {
        return clean(definition, note -> {});
    }

    /** @param notes is told of entries that had a value, but no name */
    public static TaskDefinition clean(TaskDefinition definition, Consumer<String> notes) {
        JsonNode cleaned = new EmptyValues(notes).clean(definition.json(), "").orElseThrow();
        return TaskDefinition.of(definition.place(), cleaned);
    }

    private Optional<JsonNode> clean(JsonNode node, String path) {
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

    private Optional<JsonNode> cleanObject(ObjectNode object, String path) {
        ObjectNode kept = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            clean(each.getValue(), Shape.member(path, each.getKey()))
                    .ifPresent(value -> kept.set(each.getKey(), value));
        }
        if (NAMED.containsKey(path) && !kept.has(NAMED.get(path)) && meansNothing(kept, path)) {
            return Optional.empty();
        }
        if (path.equals(PROXY) && kept.path("type").asText().equals("APPMESH")) {
            kept.path("properties").forEach(EmptyValues::fillInMissingHalf);
        }
        return Optional.<JsonNode>of(kept).filter(members -> !members.isEmpty() || OBJECTS.contains(path));
    }

    /** An entry without a name means nothing. The action keeps a property that has but a value. */
    private boolean meansNothing(ObjectNode nameless, String path) {
        boolean empty = nameless.isEmpty() || nameless.path("value").asText("x").isEmpty() && nameless.size() == 1;
        if (!empty && !path.equals(PROPERTIES)) {
            notes.accept("Left out an entry of " + path + " that has no " + NAMED.get(path));
        }
        return empty || !path.equals(PROPERTIES);
    }

    private static void fillInMissingHalf(JsonNode property) {
        if (property instanceof ObjectNode half) {
            for (String key : List.of("value", "name")) {
                if (!half.has(key)) {
                    half.put(key, "");
                }
            }
        }
    }
}
