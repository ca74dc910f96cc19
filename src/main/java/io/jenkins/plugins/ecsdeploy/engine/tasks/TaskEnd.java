package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a run ends whose tasks have all stopped.
 *
 * @param failure in words; empty if it is none
 */
record TaskEnd(TaskStatus status, Optional<String> failure) {
    static TaskEnd of(TaskRecord record, RunTaskRequest request) {
        List<String> failures = new ArrayList<>();
        for (StartedTask task : record.current()) {
            TaskVerdict.failure(task).ifPresent(words -> failures.add(name(record, task) + ": " + words));
        }
        if (record.notStarted() != null) {
            failures.add(record.notStarted());
        }
        boolean stopped = record.current().stream().anyMatch(StartedTask::isStopAsked);
        if (record.stopCause().isPresent() && (stopped || !failures.isEmpty() || record.missing() > 0)) {
            return stopped(record, request, failures);
        }
        if (failures.isEmpty()) {
            return new TaskEnd(TaskStatus.SUCCESSFUL, Optional.empty());
        }
        String words = String.join(". ", failures);
        boolean none = record.current().isEmpty();
        return new TaskEnd(status(record), Optional.of(none ? words : what(record) + " failed: " + words));
    }

    private static TaskStatus status(TaskRecord record) {
        if (record.call() != null) {
            return TaskStatus.UNKNOWN;
        }
        return record.current().isEmpty() ? TaskStatus.NOT_STARTED : TaskStatus.FAILED;
    }

    private static TaskEnd stopped(TaskRecord record, RunTaskRequest request, List<String> failures) {
        String why = record.stopCause().orElseThrow() == StopCause.ABORT
                ? "The build was aborted"
                : what(record) + " did not end within "
                        + request.timeout()
                                .map(time -> time.toMinutes() + " minutes")
                                .orElse("its time")
                        + " (timeoutMinutes)";
        String so = record.current().isEmpty()
                ? record.call() == null ? ". No task was started" : ""
                : ", so " + (record.current().size() == 1 ? "the task was" : "the tasks were") + " stopped";
        String rest = failures.isEmpty() ? "" : ". " + String.join(". ", failures);
        TaskStatus status = record.current().isEmpty() ? status(record) : TaskStatus.STOPPED;
        return new TaskEnd(status, Optional.of(why + so + rest));
    }

    /** Ends a run that nobody can follow any more; what runs at ECS goes on. Answers with what the step fails with. */
    static RuntimeException leave(TaskRecord record, RuntimeException e, Instant now) {
        List<String> running = record.current().stream()
                .filter(task -> !task.isEnded())
                .map(StartedTask::arn)
                .toList();
        String word = e.getMessage();
        TaskStatus status = status(record);
        if (!running.isEmpty()) {
            status = TaskStatus.LEFT;
            word += ". ECS goes on with " + String.join(", ", running);
        } else if (record.call() != null && record.notStarted() == null) {
            word += ". " + LostTasks.unknown(record) + ". " + LostTasks.remedy(record);
        }
        record.end(status, word, now);
        return e instanceof EngineException || !word.equals(e.getMessage()) ? new EngineException(word, e) : e;
    }

    private static String what(TaskRecord record) {
        return (record.taskDefinitionArn() == null ? "The task" : Arns.shortName(record.taskDefinitionArn()))
                + " in cluster " + Arns.shortName(record.cluster());
    }

    private static String name(TaskRecord record, StartedTask task) {
        return record.count() == 1 ? "its task " + task.shortId() : "task " + task.shortId();
    }
}
