package io.jenkins.plugins.ecsdeploy.engine.appspec;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds members of an AppSpec by their name in any case, as the tools do that people write these files for. */
final class AnyCase {
    private AnyCase() {}

    /**
     * The name as its author has written it.
     *
     * @param place of the object, for messages
     * @throws EngineException when it is there twice, in different cases
     */
    static Optional<String> key(String place, JsonNode object, String name) {
        List<String> found = new ArrayList<>();
        object.fieldNames().forEachRemaining(key -> {
            if (key.equalsIgnoreCase(name)) {
                found.add(key);
            }
        });
        if (found.size() > 1) {
            throw new EngineException(
                    place + " has " + String.join(" and ", found) + ", which mean the same. Leave one of them");
        }
        return found.stream().findFirst();
    }

    /** The member with that name; missing when there is none. */
    static JsonNode get(String place, JsonNode object, String name) {
        return key(place, object, name).map(object::path).orElseGet(() -> object.path(name));
    }

    static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
