package io.jenkins.plugins.ecsdeploy.builds;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.variables.BuildVariablesAction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns a build into its entry. */
final class FinishedBuild {
    /** Beyond these lengths, a list would show no more of it, and the index would only grow. */
    static final int NAME_LENGTH = 2000;

    static final int VARIABLES = 30;
    static final int VARIABLE_LENGTH = 200;

    private FinishedBuild() {}

    /** The entry of a build that has ended and is at least unstable; nothing for all others. */
    static Optional<BuildEntry> entry(Run<?, ?> run) {
        Result result = run.getResult();
        if (run.isLogUpdated() || result == null || result.isWorseThan(Result.UNSTABLE)) {
            return Optional.empty();
        }
        return Optional.of(new BuildEntry(
                run.getNumber(),
                shortened(run.getDisplayName(), NAME_LENGTH),
                run.getTimeInMillis(),
                result.toString(),
                run.isKeepLog(),
                bounded(BuildVariablesAction.of(run))));
    }

    private static Map<String, String> bounded(Map<String, String> variables) {
        Map<String, String> bounded = new LinkedHashMap<>();
        variables.entrySet().stream()
                .limit(VARIABLES)
                .forEach(variable -> bounded.put(
                        shortened(variable.getKey(), VARIABLE_LENGTH),
                        shortened(variable.getValue(), VARIABLE_LENGTH)));
        return bounded;
    }

    /** Cuts a text off, but no character in two. */
    static String shortened(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + '…';
    }
}
