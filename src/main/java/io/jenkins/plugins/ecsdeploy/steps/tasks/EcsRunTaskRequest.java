package io.jenkins.plugins.ecsdeploy.steps.tasks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import io.jenkins.plugins.ecsdeploy.engine.tasks.RunTaskRequest;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskOverrides;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskPlacement;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskRecord;
import io.jenkins.plugins.ecsdeploy.steps.StepRules;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns the arguments of {@code ecsRunTask} into a request to the engine. */
final class EcsRunTaskRequest {
    private EcsRunTaskRequest() {}

    /** @param files those that the arguments name, while the revision is not known yet */
    static RunTaskRequest of(EcsRunTaskStep step, TaskRecord record, StepFiles files) {
        return new RunTaskRequest(
                record.cluster(),
                Optional.ofNullable(step.getService()),
                // Once the revision is registered its source is not needed any more, and neither is a workspace.
                record.taskDefinitionArn() == null
                        ? definition(step, record, files)
                        : RenderRequest.asItIs(new Base.Revision(record.taskDefinitionArn())),
                TaskPlacement.of(step.arguments()),
                TaskOverrides.of(step.arguments()),
                record.count(),
                tags(step.getTaskTags()),
                step.isWait(),
                Optional.ofNullable(step.getTimeoutMinutes())
                        .filter(minutes -> minutes != 0)
                        .map(Duration::ofMinutes));
    }

    private static RenderRequest definition(EcsRunTaskStep step, TaskRecord record, StepFiles files) {
        TaskDefinitionArgument argument = TaskDefinitionArgument.of(step.getTaskDefinition(), files);
        return new RenderRequest(
                argument.text(),
                argument.base(),
                Optional.ofNullable(step.getService()).map(service -> new Base.LiveRevision(record.cluster(), service)),
                // A rendered document may hold a literal ${…}: placeholders are for ecsRender.
                Placeholders.none(),
                TaskDefinitionChanges.none(),
                false,
                false);
    }

    static int count(EcsRunTaskStep step) {
        return step.getCount() == null ? 1 : step.getCount();
    }

    /** @throws EngineException which names the argument, the value and what to do */
    static void check(EcsRunTaskStep step) {
        if (step.getService() == null && step.getTaskDefinition() == null) {
            throw new EngineException("There is nothing to run. Name the service whose task definition and network are"
                    + " taken (service), or a task definition (taskDefinition)");
        }
        StepRules.timeoutMinutes(step.getTimeoutMinutes());
        RunTaskRequest.checkCount(count(step));
        tags(step.getTaskTags());
        TaskPlacement.of(step.arguments());
        TaskOverrides.of(step.arguments());
    }

    static Map<String, String> tags(Map<String, ?> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((key, value) -> tags.put(key, RawValues.text("taskTags." + key, value)));
        }
        RunTaskRequest.checkTags(tags);
        return tags;
    }
}
