package io.jenkins.plugins.ecsdeploy.engine.taskdef;

/**
 * Whether two documents would give the same task definition: the order of keys and of lists whose members have a name,
 * and what ECS fills in when it registers a document, do not count.
 */
public final class CanonicalTaskDefinition {
    private CanonicalTaskDefinition() {}

    public static boolean same(TaskDefinition one, TaskDefinition other) {
        return CanonicalForm.of(one).equals(CanonicalForm.of(other));
    }
}
