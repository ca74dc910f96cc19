package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.StagedDeployment;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One attempt to bring a service to a revision: the API page ServiceDeployment. */
public final class ServiceDeploymentState {
    /** States in which ECS still works on it. "View service history using Amazon ECS service deployments". */
    private static final Set<String> OPEN =
            Set.of("PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS");

    /** What a revision had when the attempt ended: tasks, and shares of the traffic. */
    record Counts(int requested, int running, int pending, double production, double test) {
        static Counts of(DeploymentState revision, int requested) {
            return new Counts(
                    requested,
                    revision.running(),
                    revision.pending(),
                    revision.traffic.production(),
                    revision.traffic.test());
        }
    }

    final String arn;
    /** The revision that it brings the service to. */
    public final DeploymentState target;
    /** The revisions that had tasks when it was created. */
    public final List<DeploymentState> sources;
    /** The service's deploymentConfiguration when it was created. */
    public final ObjectNode configuration;

    /** What it has beyond a rolling one; null if it is that. */
    public StagedDeployment staged;

    final Instant createdAt;
    Instant startedAt;
    Instant finishedAt;
    Instant stoppedAt;
    public Instant updatedAt;
    String status = "PENDING";
    String statusReason;
    Instant rollbackStartedAt;
    String rollbackReason;
    public DeploymentState rollbackTarget;
    boolean breakerTriggered;
    int failureCount;
    int threshold;
    List<String> triggeredAlarms = List.of();
    Counts finalCounts;
    List<Counts> finalSources;

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

    /** Whether ECS still works on it. */
    public boolean open() {
        return OPEN.contains(status);
    }

    /** Whether it is on its way forward. */
    public boolean inProgress() {
        return status.equals("IN_PROGRESS");
    }

    /** Whether it is on its way back. */
    public boolean rollingBack() {
        return status.equals("ROLLBACK_IN_PROGRESS");
    }

    /** Whether it is on its way at all. */
    public boolean working() {
        return inProgress() || rollingBack();
    }

    /** Whether there is no way back any more. */
    boolean pastReturn() {
        return staged != null && staged.pastReturn();
    }

    void status(String next, String reason, Instant now) {
        status = next;
        if (reason != null) {
            statusReason = reason;
        }
        updatedAt = now;
        if (staged != null && !inProgress()) {
            staged.closeHooks();
        }
        if (!open()) {
            finishedAt = now;
            finalCounts = Counts.of(target, target.wanted());
            finalSources = sources.stream()
                    .map(source -> Counts.of(source, source.wanted()))
                    .toList();
            if (next.equals("STOPPED")) {
                stoppedAt = now;
            }
        }
    }
}
