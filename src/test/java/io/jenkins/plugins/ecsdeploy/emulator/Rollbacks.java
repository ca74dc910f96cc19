package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a deployment fails or is stopped, and the way back. Sources: "How the Amazon ECS deployment circuit breaker
 * detects failures", "How CloudWatch alarms detect Amazon ECS deployment failures", "Stopping Amazon ECS service
 * deployments".
 */
public final class Rollbacks {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Scheduler scheduler;

    Rollbacks(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void breakerTripped(ServiceState service, DeploymentState deployment) {
        ServiceDeploymentState attempt = service.current();
        attempt.breakerTriggered = true;
        attempt.failureCount = deployment.failedTasks;
        String prefix = "ECS deployment circuit breaker: ";
        fail(service, deployment, prefix + "tasks failed to start.", "tasks failed to start.");
        String threshold = "the circuit breaker threshold was exceeded.";
        if (attempt.rollingBack()) {
            attempt.status("ROLLBACK_FAILED", "Service deployment rollback failed because " + threshold, now(service));
        } else if (service.breakerRollsBack()) {
            back(service, attempt, prefix, "Service deployment rolled back because " + threshold);
        } else {
            // No FAILED exists in ServiceDeploymentStatus: without a rollback a failed deployment ends STOPPED.
            attempt.status("STOPPED", "Service deployment stopped because " + threshold, now(service));
        }
    }

    /** Heeded only while the deployment is under way and the service watches alarms. */
    void alarmed(ServiceState service, ServiceDeploymentState attempt, List<String> names) {
        JsonNode alarms = attempt.configuration.path("alarms");
        List<String> triggered = Json.texts(alarms, "alarmNames").stream()
                .filter(name -> names.isEmpty() || names.contains(name))
                .toList();
        if (!alarms.path("enable").asBoolean()
                || triggered.isEmpty()
                || !attempt.inProgress()
                || attempt.pastReturn()) {
            return;
        }
        attempt.triggeredAlarms = triggered;
        fail(service, attempt.target, "ECS deployment failed: alarm detected.", "alarm detected.");
        // The wording of the reason is not documented.
        String why = "CloudWatch alarms were detected: " + String.join(", ", triggered) + ".";
        if (alarms.path("rollback").asBoolean()) {
            back(service, attempt, "ECS deployment alarms: ", "Service deployment rolled back because " + why);
        } else {
            attempt.status("STOPPED", "Service deployment stopped because " + why, now(service));
        }
    }

    /**
     * StopServiceDeployment: ROLLBACK goes back even if no rollback is configured, ABORT leaves everything as it is.
     */
    void stop(ServiceState service, ServiceDeploymentState attempt, boolean rollback) {
        if (!attempt.status.equals("PENDING") && !attempt.status.equals("IN_PROGRESS")) {
            // "STOP_REQUESTED: continues to stop. ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS: continues the rollback."
            return;
        }
        String requested = rollback ? "ROLLBACK_REQUESTED" : "STOP_REQUESTED";
        attempt.status(requested, "Service deployment stopped by the user.", now(service));
        service.agenda.at(now(service).plus(MOMENT), () -> {
            if (!attempt.status.equals(requested) || (rollback && attempt.pastReturn())) {
                return;
            }
            attempt.target.rolloutState("FAILED", "ECS deployment stopped by the user.", now(service));
            if (rollback) {
                back(service, attempt, "ECS deployment: ", "Service deployment rolled back by the user.");
            } else {
                attempt.status("STOPPED", null, now(service));
            }
        });
    }

    /** The newest deployment goes back, even if no rollback is configured. */
    public void goBack(ServiceState service, ServiceDeploymentState attempt, String event, String reason) {
        fail(service, attempt.target, "ECS deployment failed: " + event, event);
        back(service, attempt, "ECS deployment: ", reason);
    }

    /** The way back has come to an end before its time. */
    public void failed(ServiceDeploymentState attempt, String reason) {
        attempt.status("ROLLBACK_FAILED", reason, attempt.target.service.agenda.now());
    }

    private void fail(ServiceState service, DeploymentState deployment, String state, String event) {
        deployment.rolloutState("FAILED", state, now(service));
        scheduler.event(service, "(deployment " + deployment.id + ") deployment failed: " + event);
    }

    /**
     * "It looks for the most recent deployment that is in a COMPLETED state. When the rollback starts, the deployment
     * changes from COMPLETED to IN_PROGRESS": the same id becomes PRIMARY again.
     */
    private void back(ServiceState service, ServiceDeploymentState attempt, String prefix, String reason) {
        Instant now = now(service);
        DeploymentState target = service.lastCompleted;
        if (target == null || target == attempt.target) {
            attempt.status("ROLLBACK_FAILED", "No rollback candidate was found to run the rollback.", now);
            return;
        }
        service.lastCompleted = null;
        attempt.status("ROLLBACK_IN_PROGRESS", reason, now);
        attempt.rollbackStartedAt = now;
        attempt.rollbackReason = reason;
        attempt.rollbackTarget = target;
        attempt.target.status = "ACTIVE";
        service.deployments.remove(target);
        service.deployments.add(0, target);
        target.status = "PRIMARY";
        target.rolloutState("IN_PROGRESS", prefix + "rolling back to deploymentId " + target.id + ".", now);
        target.scene = attempt.target.scene.ofRollback();
        target.failedTasks = 0;
        target.doomed = 0;
        target.retries = 0;
        target.noLaunchBefore = now;
        target.steadyNotBefore = now.plus(target.scene.duration);
        service.taskDefinition = target.taskDefinition;
        scheduler.event(service, "rolling back to deployment " + target.id + ".");
        if (attempt.staged != null) {
            target.steadyNotBefore = now;
            scheduler.strategies().rollBack(attempt.staged);
            return;
        }
        service.agenda.at(target.steadyNotBefore, () -> scheduler.reconcile(service));
        scheduler.reconcile(service);
    }

    private static Instant now(ServiceState service) {
        return service.agenda.now();
    }
}
