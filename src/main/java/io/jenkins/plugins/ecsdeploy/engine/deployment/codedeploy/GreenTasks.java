package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.FailedTaskLimit;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Counts the tasks of the new set that failed. CodeDeploy has no circuit breaker: it waits an hour for tasks that will
 * never run. The stopped tasks are looked for only when the new set does not get on.
 */
final class GreenTasks {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;
    private int running = -1;
    private Instant gotOn;

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
        if (!isStuck(set)) {
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
        return failed < FailedTaskLimit.of(desired)
                ? Optional.empty()
                : Optional.of(failed + " new tasks failed, and " + FailedTaskLimit.of(desired) + " are too many for "
                        + desired + " desired tasks (CodeDeploy has no circuit breaker)");
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
