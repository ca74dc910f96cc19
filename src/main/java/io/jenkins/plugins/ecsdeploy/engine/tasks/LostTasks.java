package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.TasksApi;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks that a call of RunTask has started whose answer was lost. They are known by their {@code startedBy}. */
final class LostTasks {
    private LostTasks() {}

    /**
     * The ARNs of tasks of this run that are not in its record. One that stopped more than an hour ago is not found: ECS has
     * forgotten it.
     */
    static List<String> find(EcsApi ecs, TaskRecord record) {
        List<String> known = record.tasks().stream().map(StartedTask::arn).toList();
        List<String> found = new ArrayList<>();
        try {
            TasksApi tasks = ecs.tasks();
            found.addAll(tasks.started(record.cluster(), record.startedBy()));
            tasks.stopped(record.cluster(), Arns.family(record.taskDefinitionArn())).stream()
                    .filter(task -> record.startedBy().equals(task.startedBy()))
                    .map(Task::taskArn)
                    .forEach(found::add);
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e)
                    ? e
                    : new EngineException(unknown(record) + ". Looking for it failed: " + AwsFailure.explained(e), e);
        }
        return found.stream().distinct().filter(arn -> !known.contains(arn)).toList();
    }

    /** What is said where nobody can tell. */
    static String unknown(TaskRecord record) {
        return "It is unknown whether a task was started: the answer to RunTask, asked at "
                + record.call().asked() + ", was lost";
    }

    /** What to do then. */
    static String remedy(TaskRecord record) {
        return "It is not run again, for it may have run. Look for a task of "
                + Arns.shortName(record.taskDefinitionArn()) + " in cluster " + Arns.shortName(record.cluster())
                + " with startedBy " + record.startedBy()
                + ", or for its log, and start the build anew if there is none";
    }
}
