package io.jenkins.plugins.ecsdeploy.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies what a script gives to a step, for Pipeline writes steps down: only maps, lists and texts of Java itself are read
 * after every update, and what the script does with its own afterwards is no concern of the step.
 */
final class OwnCopy {
    /** Deeper than any document that the engine takes; what is below is left to it to refuse. */
    private static final int DEPTH = 200;

    private OwnCopy() {}

    /** @param map may be null, as the copy is then */
    static Map<String, Object> of(Map<?, ?> map) {
        return map == null ? null : copy(map, 0);
    }

    private static LinkedHashMap<String, Object> copy(Map<?, ?> map, int depth) {
        LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), copy(value, depth + 1)));
        return copy;
    }

    private static Object copy(Object value, int depth) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (depth > DEPTH) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return copy(map, depth);
        }
        if (value instanceof Collection<?> list) {
            return copy(list, depth);
        }
        return value instanceof Object[] array ? copy(Arrays.asList(array), depth) : value;
    }

    private static List<Object> copy(Collection<?> list, int depth) {
        List<Object> copy = new ArrayList<>();
        list.forEach(value -> copy.add(copy(value, depth + 1)));
        return copy;
    }
}
