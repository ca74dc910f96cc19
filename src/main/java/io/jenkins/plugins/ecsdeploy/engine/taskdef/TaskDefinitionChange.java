package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One difference between two task definitions.
 *
 * @param what the part of the document, for people, such as {@code web: image}
 * @param kind {@code added}, {@code removed} or {@code changed}
 * @param before its value; empty where there was none, and where it is not to be seen
 * @param after the same
 * @param inWords a line such as {@code web: image registry/web:89 → registry/web:90}
 */
public record TaskDefinitionChange(
        String what, String kind, Optional<String> before, Optional<String> after, String inWords) {
    /** As plain values: {@code what}, {@code change}, and {@code before} and {@code after} where they may be seen. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("what", what);
        map.put("change", kind);
        before.ifPresent(value -> map.put("before", value));
        after.ifPresent(value -> map.put("after", value));
        return map;
    }
}
