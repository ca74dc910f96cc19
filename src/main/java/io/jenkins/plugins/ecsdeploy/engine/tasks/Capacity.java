package io.jenkins.plugins.ecsdeploy.engine.tasks;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which failures to start a task pass by themselves when something else ends, or more is there to run on. Only these are
 * tried again. Sources: developer guide, "Amazon ECS API failure reasons"; API reference, RunTask (tasks in PROVISIONING);
 * AWS re:Post, "Capacity is unavailable".
 */
final class Capacity {
    private static final List<Pattern> REASONS = List.of(
            // Too little CPU or memory, no free port, network interface or GPU on a container instance.
            starts("RESOURCE:"),
            // The agent of the container instance is disconnected, as it is while it is updated.
            starts("AGENT"),
            starts("NO ACTIVE INSTANCES"),
            starts("EMPTY CAPACITY PROVIDER"),
            has("Capacity is unavailable"),
            has("reached the limit on the number of (tasks|vCPUs)"),
            has("quota of tasks in (the )?PROVISIONING"));

    private Capacity() {}

    /** @param reason of a failure of RunTask, of an exception, or of a task that failed to start */
    static boolean isLacking(String reason) {
        return reason != null
                && REASONS.stream().anyMatch(pattern -> pattern.matcher(reason).find());
    }

    private static Pattern starts(String text) {
        return Pattern.compile("^(TaskFailedToStart: ?)?" + text);
    }

    private static Pattern has(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }
}
