package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The container definitions of a document. */
final class Containers {
    static final String KEY = "containerDefinitions";

    private static final int KEYS_SHOWN = 10;

    private Containers() {}

    /** Refuses a document without a list of containers that have different names. */
    static void check(String place, ObjectNode document) {
        JsonNode containers = document.path(KEY);
        if (containers.isMissingNode()) {
            throw new EngineException(place + " has no containerDefinitions" + keys(document)
                    + "; expected a task definition: an object with containerDefinitions");
        }
        if (!containers.isArray() || containers.isEmpty()) {
            throw new EngineException(place + ": containerDefinitions is "
                    + (containers.isArray() ? "empty" : Json.kind(containers)) + "; expected a list of containers");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            String name = name(place, path(i), containers.get(i));
            if (!names.add(name)) {
                throw new EngineException(place + ": " + path(i) + " has the name " + Shown.name(name)
                        + ", which another container has already; give each container its own");
            }
        }
    }

    /** The containers of a checked document, in order: a change of one is a change of the document. */
    static Map<String, ObjectNode> byName(ObjectNode document) {
        Map<String, ObjectNode> containers = new LinkedHashMap<>();
        document.get(KEY).forEach(each -> containers.put(each.get("name").textValue(), (ObjectNode) each));
        return containers;
    }

    /** Where a container that is there stands. */
    static ContainerPlace place(String place, ObjectNode document, String name) {
        int index = List.copyOf(byName(document).keySet()).indexOf(name);
        return new ContainerPlace(place, path(index), name);
    }

    /** @param argument that names the container */
    static ObjectNode find(String place, ObjectNode document, String argument, String name) {
        Map<String, ObjectNode> containers = byName(document);
        if (!containers.containsKey(name)) {
            throw new EngineException(
                    argument + " names the container " + Shown.name(name) + ", which " + place + " does not have"
                            + Nearest.hint(name, containers.keySet()) + "; its containers are "
                            + Shown.names(containers.keySet()));
        }
        return containers.get(name);
    }

    private static String path(int index) {
        return KEY + "[" + index + "]";
    }

    private static String name(String place, String path, JsonNode container) {
        if (!container.isObject()) {
            throw new EngineException(
                    place + ": " + path + " is " + Json.kind(container) + "; expected an object with name and image");
        }
        JsonNode name = container.path("name");
        if (!name.isTextual() || name.textValue().isEmpty()) {
            throw new EngineException(place + ": " + path + ".name is " + (name.isTextual() ? "empty" : Json.kind(name))
                    + "; expected the name of the container");
        }
        return name.textValue();
    }

    private static String keys(ObjectNode document) {
        List<String> keys = new ArrayList<>();
        document.fieldNames().forEachRemaining(keys::add);
        if (keys.isEmpty()) {
            return "";
        }
        String more = keys.size() > KEYS_SHOWN ? " …" : "";
        return Nearest.of(KEY, keys)
                .map(key -> " (did you mean it by " + key + "?)")
                .orElse(" (it has " + String.join(", ", keys.subList(0, Math.min(KEYS_SHOWN, keys.size()))) + more
                        + ")");
    }
}
