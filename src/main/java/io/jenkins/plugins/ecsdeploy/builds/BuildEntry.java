package io.jenkins.plugins.ecsdeploy.builds;

import hudson.model.Result;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a list shows of a finished build, in plain values.
 *
 * @param displayName as people set it, which is hostile text for a page
 * @param result the name of its result: SUCCESS or UNSTABLE
 * @param kept whether it is kept forever
 * @param variables the first of the build variables that it exported or imported, as far as a list shows them
 */
public record BuildEntry(
        int number,
        String displayName,
        long timestampMillis,
        String result,
        boolean kept,
        Map<String, String> variables) {

    /** So many characters of a build's variables are shown. */
    public static final int VARIABLES_SHOWN = 240;

    public BuildEntry {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** The number and the display name, as {@code 90-fix the thing}. */
    public String name() {
        return number + "-" + displayName;
    }

    /** The same for somebody who may not see the build's variables. */
    public BuildEntry withoutVariables() {
        return variables.isEmpty()
                ? this
                : new BuildEntry(number, displayName, timestampMillis, result, kept, Map.of());
    }

    /** Whether its result is at least the one that is wanted. */
    public boolean isAtLeast(Result minResult) {
        return Result.fromString(result).isBetterOrEqualTo(minResult);
    }
}
