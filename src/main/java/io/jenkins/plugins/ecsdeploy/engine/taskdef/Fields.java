package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import java.util.LinkedHashMap;
import java.util.Map;

/** Top-level fields that get another value, in the order in which they were given; null removes. */
final class Fields {
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    /** @param given the ARN of a role */
    void putRole(String name, Object given) {
        String arn = RawValues.text(name, given);
        RoleArn.check(name, arn);
        put(name, TextNode.valueOf(arn));
    }

    /** @param given a size of the whole task */
    void putSize(String name, TaskSize size, Object given) {
        String text = RawValues.text(name, given);
        size.check(name, text);
        put(name, TextNode.valueOf(text));
    }

    private void put(String name, JsonNode value) {
        if (values.putIfAbsent(name, value) != null) {
            throw new EngineException(name + " is given twice: by itself and in fields; remove one of the two");
        }
    }

    /** @param given any fields, but for those that have an argument of their own or belong to ECS */
    void putAll(Object given) {
        Map<String, Object> fields = RawValues.map(
                "fields", given, "a map, such as fields: [pidMode: 'task', ephemeralStorage: [sizeInGiB: 30]]");
        ObjectNode document = Json.MAPPER.createObjectNode();
        fields.forEach((name, value) -> {
            refuse(name);
            document.set(name, RawValues.json("fields." + name, value));
        });
        WrongValues.refuse("fields.", ModelWalk.through(document));
        refuseReservedTags(document.path("tags"));
        document.properties().forEach(each -> put(each.getKey(), each.getValue()));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    void apply(ObjectNode document) {
        values.forEach((name, value) -> {
            if (value.isNull()) {
                document.remove(name);
            } else {
                document.set(name, value.deepCopy());
            }
        });
    }

    /** They would be left out like those of a described document, and nothing that a caller names is lost silently. */
    private static void refuseReservedTags(JsonNode tags) {
        for (JsonNode tag : tags) {
            if (DescribedTaskDefinition.isReserved(tag)) {
                throw new EngineException(
                        "fields.tags has a key that begins with aws:, which only AWS itself sets; remove it");
            }
        }
    }

    private static void refuse(String name) {
        if (name.equals(Containers.KEY)) {
            throw new EngineException(
                    "fields cannot hold containerDefinitions; use images, environment, secrets and the"
                            + " other arguments, or a file that is an array of container definitions");
        }
        if (DescribedTaskDefinition.RESPONSE_ONLY.contains(name)) {
            throw new EngineException("fields cannot hold " + name + ", which only ECS itself sets; remove it");
        }
    }
}
