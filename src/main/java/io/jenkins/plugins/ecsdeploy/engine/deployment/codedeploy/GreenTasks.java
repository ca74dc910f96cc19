package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.FailedTaskLimit;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Counts the tasks of the new set that failed. CodeDeploy has no circuit breaker: it waits an hour for tasks that will
 * never run, or not for long. The stopped tasks are looked for only when the new set does not get on, or when the service
 * has something new to say of it.
 */
final class GreenTasks {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;
    private int running = -1;
    private Instant gotOn;
    /** The newest event of the service that names the new set. */
    private String event;

    private long failedBefore;

    GreenTasks(DeploymentContext deployment, CodeDeployState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
    }

    /** Why too many have failed, in words; nothing while they have not. */
    Optional<String> tooMany(Service service) {
        Optional<TaskSet> green = TaskSets.of(service, state.deploymentId);
        if (green.isEmpty()) {
            return Optional.empty();
        }
        TaskSet set = green.get();
        state.greenTaskSetId = set.id();
        boolean stuck = isStuck(set);
        if (!hasNews(service, set) && !stuck) {
            return Optional.empty();
        }
        gotOn = deployment.now();
        long failed = deployment.ecs().stoppedTasks(record.cluster(), record.service()).stream()
                .filter(task -> set.id().equals(task.startedBy()))
                // Those that were to stop are no failures.
                .filter(task -> task.stoppedReason() == null
                        || !task.stoppedReason().startsWith("Scaling activity initiated by"))
                .count();
        int desired = set.computedDesiredCount();
        // All run: those that failed may be a thing of the past, unless it goes on.
        boolean recovered = running >= desired && failed <= failedBefore;
        failedBefore = failed;
        return recovered || failed < FailedTaskLimit.of(desired)
                ? Optional.empty()
                : Optional.of(failed + " new tasks failed, and " + FailedTaskLimit.of(desired) + " are too many for "
                        + desired + " desired tasks (CodeDeploy has no circuit breaker)");
    }

    /** The first event of a set says that it starts. What comes behind that is worth a look: tasks may run for a moment only. */
    private boolean hasNews(Service service, TaskSet set) {
        List<String> events = service.events().stream()
                .filter(any -> String.valueOf(any.message()).contains(set.id()))
                .map(ServiceEvent::id)
                .toList();
        if (events.isEmpty() || events.get(0).equals(event)) {
            return false;
        }
        boolean first = event == null && events.size() == 1;
        event = events.get(0);
        return !first;
    }

    private boolean isStuck(TaskSet set) {
        if (gotOn == null) {
            gotOn = record.times().followedSince();
        }
        boolean more = running >= 0 && set.runningCount() > running;
        running = set.runningCount();
        if (more || running >= set.computedDesiredCount()) {
            gotOn = deployment.now();
        }
        return running < set.computedDesiredCount() && !gotOn.plus(PATIENCE).isAfter(deployment.now());
    }
}
