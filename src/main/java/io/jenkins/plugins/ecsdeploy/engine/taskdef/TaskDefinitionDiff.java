package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import java.util.List;

/** What changed from one task definition to another, in words. */
public final class TaskDefinitionDiff {
    private TaskDefinitionDiff() {}

    /**
     * A line per change, containers first, such as {@code web: image registry/web:89 → registry/web:90}. Values of
     * variables, secrets, labels and log options are not shown. Empty exactly when the two are
     * {@linkplain CanonicalTaskDefinition#same the same}.
     */
    public static List<String> between(TaskDefinition before, TaskDefinition after) {
        return between(before, after, false);
    }

    /** @param showValues whether the values of variables, secrets, labels and log options are shown */
    public static List<String> between(TaskDefinition before, TaskDefinition after, boolean showValues) {
        throw new UnsupportedOperationException();
    }
}
