package io.jenkins.plugins.ecsdeploy.builds;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns a build into its entry. */
final class FinishedBuild {
    /** Beyond this length, a list would show no more of it, and the index would only grow. */
    static final int NAME_LENGTH = 2000;

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

    /** What a list shows of them, and a little more, so that the list sees that this is not all. */
    static Map<String, String> bounded(Map<String, String> variables) {
        Map<String, String> bounded = new LinkedHashMap<>();
        int room = BuildEntry.VARIABLES_SHOWN + 2;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (room < 2) {
                break;
            }
            String name = shortened(variable.getKey(), room);
            String value = shortened(variable.getValue(), Math.max(2, room - name.length()));
            bounded.put(name, value);
            room -= name.length() + value.length();
        }
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
