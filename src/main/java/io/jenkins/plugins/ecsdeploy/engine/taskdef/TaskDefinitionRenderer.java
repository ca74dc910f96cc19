package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;

/** Applies what a caller wants to be different, and nothing else. */
public final class TaskDefinitionRenderer {
    private TaskDefinitionRenderer() {}

    /**
     * A new document, ready to be registered; the base stays as it is.
     *
     * @throws EngineException naming the place, the value found and the remedy when a change cannot be made, or when the
     *     result is one that cannot run: a malformed image, a secret without a source, a name that is both a variable
     *     and a secret, more than 64 KiB
     */
    public static TaskDefinition render(TaskDefinition base, TaskDefinitionChanges changes) {
        ObjectNode document = base.json();
        changes.apply(base.place(), document);
        TaskDefinition rendered = TaskDefinition.of(base.place(), document);
        RenderedRules.check(rendered);
        return rendered;
    }
}
