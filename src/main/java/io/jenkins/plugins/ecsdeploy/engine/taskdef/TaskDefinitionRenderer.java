package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;

/** Applies what a caller wants to be different, and nothing else. */
public final class TaskDefinitionRenderer {
    private TaskDefinitionRenderer() {}

    /** @throws EngineException naming the place, the value found and the remedy when a change cannot be made */
    public static TaskDefinition render(TaskDefinition base, TaskDefinitionChanges changes) {
        throw new UnsupportedOperationException();
    }
}
