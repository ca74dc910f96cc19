package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One attempt to bring a service to a revision: the API page ServiceDeployment. */
final class ServiceDeploymentState {
    /** States in which ECS still works on it. "View service history using Amazon ECS service deployments". */
    private static final Set<String> OPEN =
            Set.of("PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS");

    /** A revision's counts as they were when the attempt ended. */
    record Counts(int requested, int running, int pending) {}

    final String arn;
    final DeploymentState target;
    final List<DeploymentState> sources;
    final ObjectNode configuration;
    final Instant createdAt;
    Instant startedAt;
    Instant finishedAt;
    Instant stoppedAt;
    Instant updatedAt;
    String status = "PENDING";
    String statusReason;
    Instant rollbackStartedAt;
    String rollbackReason;
    DeploymentState rollbackTarget;
    boolean breakerTriggered;
    int failureCount;
    int threshold;
    List<String> triggeredAlarms = List.of();
    Counts finalCounts;

    ServiceDeploymentState(
            String arn,
            DeploymentState target,
            List<DeploymentState> sources,
            ObjectNode configuration,
            Instant createdAt) {
        this.arn = arn;
        this.target = target;
        this.sources = sources;
        this.configuration = configuration;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    boolean open() {
        return OPEN.contains(status);
    }

    boolean rollingBack() {
        return status.equals("ROLLBACK_IN_PROGRESS");
    }

    void status(String next, String reason, Instant now) {
        status = next;
        if (reason != null) {
            statusReason = reason;
        }
        updatedAt = now;
        if (!open()) {
            finishedAt = now;
            finalCounts = new Counts(target.wanted(), target.running(), target.pending());
            if (next.equals("STOPPED")) {
                stoppedAt = now;
            }
        }
    }
}
