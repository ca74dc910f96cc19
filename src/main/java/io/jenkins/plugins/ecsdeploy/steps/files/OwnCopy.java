package io.jenkins.plugins.ecsdeploy.steps.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies what a script gives to a step, for Pipeline writes steps down: only maps, lists and texts of Java itself are read
 * after every update, and what the script does with its own afterwards is no concern of the step.
 */
public final class OwnCopy {
    /** Deeper than any document that the engine takes; what is below is left to it to refuse. */
    private static final int DEPTH = 200;

    /** What is there several times, or within itself, is so in the copy. */
    private final Map<Object, Object> copies = new IdentityHashMap<>();

    private OwnCopy() {}

    /** @param map may be null, as the copy is then */
    public static Map<String, Object> of(Map<?, ?> map) {
        return map == null ? null : new OwnCopy().map(map, 0);
    }

    /** @param list may be null, as the copy is then */
    public static List<Object> of(Collection<?> list) {
        return list == null ? null : new OwnCopy().list(list, 0);
    }

    private Object copy(Object value, int depth) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (copies.containsKey(value)) {
            return copies.get(value);
        }
        if (depth > DEPTH) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (value instanceof Collection<?> list) {
            return list(list, depth);
        }
        return value instanceof Object[] array ? list(Arrays.asList(array), depth) : value;
    }

    private Map<String, Object> map(Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        copies.put(map, copy);
        map.forEach((name, value) -> copy.put(String.valueOf(name), copy(value, depth + 1)));
        return copy;
    }

    private List<Object> list(Collection<?> list, int depth) {
        List<Object> copy = new ArrayList<>();
        copies.put(list, copy);
        list.forEach(value -> copy.add(copy(value, depth + 1)));
        return copy;
    }
}
