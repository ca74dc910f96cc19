package io.jenkins.plugins.ecsdeploy.engine.taskdef;

/** Drops empty values as the GitHub action "deploy task definition" does, without its losses. */
public final class EmptyValues {
    private EmptyValues() {}

    /** A copy without null, empty texts, arrays and objects, but for the ones that mean something to ECS. */
    public static TaskDefinition clean(TaskDefinition definition) {
        throw new UnsupportedOperationException();
    }
}
