package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Instant;

/** One task of a service. Source of the states: "Amazon ECS task lifecycle". */
final class TaskState {
    final String id;
    final String arn;
    final DeploymentState deployment;
    final Instant createdAt;
    Instant startedAt;
    Instant stoppingAt;
    Instant stoppedAt;
    String lastStatus = "PROVISIONING";
    String desiredStatus = "RUNNING";
    String health = "UNKNOWN";
    String stopCode;
    String stoppedReason;
    /** Of the essential container that decides; null while it never ran. */
    Integer exitCode;

    String containerReason;
    /** Passes its health checks, or has none and runs: what ECS counts as healthy. */
    boolean ready;

    TaskState(String id, String arn, DeploymentState deployment, Instant createdAt) {
        this.id = id;
        this.arn = arn;
        this.deployment = deployment;
        this.createdAt = createdAt;
    }

    boolean stopped() {
        return stoppedAt != null;
    }

    /** Neither stopped nor told to stop. */
    boolean wanted() {
        return desiredStatus.equals("RUNNING");
    }

    boolean running() {
        return lastStatus.equals("RUNNING");
    }

    /** Counted as pending by ECS: on its way to RUNNING. */
    boolean pending() {
        return wanted() && !running();
    }
}
