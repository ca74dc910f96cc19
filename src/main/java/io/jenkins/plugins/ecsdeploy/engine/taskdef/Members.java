package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Merges values into what an object has. What is there already keeps its place and its other members; new values come
 * behind, in the order in which they were given; an empty value removes. {@link Arguments#ALL_OTHERS} removes what is not
 * named.
 */
final class Members {
    private Members() {}

    /**
     * Into a map, such as dockerLabels.
     *
     * @param place of the map, for messages
     */
    static void mergeMap(ObjectNode owner, String key, Map<String, Optional<String>> values, String place) {
        ObjectNode map = owner.hasNonNull(key)
                ? require(owner.get(key), ObjectNode.class, place, "a map")
                : Json.MAPPER.createObjectNode();
        if (values.containsKey(Arguments.ALL_OTHERS)) {
            map.retain(values.keySet());
        }
        values.forEach((name, value) -> value.ifPresentOrElse(text -> map.put(name, text), () -> map.remove(name)));
        keep(owner, key, map);
    }

    /** Into a list of objects with a name, such as environment: the value goes into the member {@code valueKey}. */
    static void mergeList(
            ObjectNode owner, String key, String valueKey, Map<String, Optional<String>> values, String place) {
        ArrayNode list = owner.hasNonNull(key)
                ? require(owner.get(key), ArrayNode.class, place, "a list")
                : Json.MAPPER.createArrayNode();
        if (values.containsKey(Arguments.ALL_OTHERS)) {
            removeBehind(list, name -> !values.containsKey(name), 0);
        }
        values.forEach((name, value) -> value.ifPresentOrElse(
                text -> put(list, name, valueKey, text), () -> removeBehind(list, name::equals, 0)));
        keep(owner, key, list);
    }

    /** A name that is in the list twice would leave open which one counts; only the first stays. */
    private static void put(ArrayNode list, String name, String valueKey, String value) {
        for (int i = 0; i < list.size(); i++) {
            if (isNamed(list.get(i), name)) {
                ((ObjectNode) list.get(i)).put(valueKey, value);
                removeBehind(list, name::equals, i + 1);
                return;
            }
        }
        list.addObject().put("name", name).put(valueKey, value);
    }

    /** @param names of the entries to remove; that of an entry without a name is null */
    private static void removeBehind(ArrayNode list, Predicate<String> names, int from) {
        for (int i = list.size() - 1; i >= from; i--) {
            if (names.test(list.get(i).path("name").textValue())) {
                list.remove(i);
            }
        }
    }

    private static boolean isNamed(JsonNode entry, String name) {
        return entry.isObject() && name.equals(entry.path("name").textValue());
    }

    /** Removing from what is not there must not leave an empty member behind. */
    private static void keep(ObjectNode owner, String key, JsonNode members) {
        if (owner.hasNonNull(key) || !members.isEmpty()) {
            owner.set(key, members);
        }
    }

    private static <T extends JsonNode> T require(JsonNode found, Class<T> type, String place, String expected) {
        if (!type.isInstance(found)) {
            throw new EngineException(place + " is " + Json.kind(found) + "; expected " + expected);
        }
        return type.cast(found);
    }
}
