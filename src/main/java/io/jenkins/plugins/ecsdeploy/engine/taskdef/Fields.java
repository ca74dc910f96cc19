package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import java.util.LinkedHashMap;
import java.util.Map;

/** Top-level fields that get another value, in the order in which they were given; null removes. */
final class Fields {
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    void put(String name, JsonNode value) {
        if (values.putIfAbsent(name, value) != null) {
            throw new EngineException(name + " is given twice: by itself and in fields; remove one of the two");
        }
    }

    void putAll(Object given) {
        RawValues.map("fields", given, "a map, such as fields: [pidMode: 'task', ephemeralStorage: [sizeInGiB: 30]]")
                .forEach((name, value) -> {
                    refuse(name);
                    put(name, RawValues.json("fields." + name, value));
                });
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
