package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * A task that a scene lets fail. Source of codes and texts: "Amazon ECS stopped tasks error messages", "Viewing
 * Amazon ECS service event messages".
 */
final class FailingTask {
    private final TaskLife life;
    private final Scheduler scheduler;
    private final ServiceState service;
    private final TaskState task;
    private final Scene scene;

    FailingTask(TaskLife life, Scheduler scheduler, ServiceState service, TaskState task) {
        this.life = life;
        this.scheduler = scheduler;
        this.service = service;
        this.task = task;
        this.scene = task.deployment.scene;
    }

    void begin() {
        if (scene.outcome != Scene.Outcome.IMAGE_MISSING) {
            Instant runs = task.createdAt.plus(scene.attempt.dividedBy(3));
            life.pendingThenRunning(service, task, runs);
        }
        service.agenda.at(task.createdAt.plus(scene.attempt), () -> {
            if (task.wanted()) {
                end();
            }
        });
    }

    private void end() {
        switch (scene.outcome) {
            case IMAGE_MISSING -> imageMissing();
            case OUT_OF_MEMORY -> exit("OutOfMemoryError: Container killed due to memory usage");
            case CONTAINER_UNHEALTHY -> containerUnhealthy();
            case TARGET_UNHEALTHY -> targetUnhealthy();
            default -> exit(null);
        }
        scheduler.taskFailed(service, task);
    }

    private void exit(String reason) {
        task.exitCode = scene.exitCode;
        task.containerReason = reason;
        stop("EssentialContainerExited", "Essential container in task exited", Duration.ZERO);
    }

    private void imageMissing() {
        String image = task.deployment.decisive.path("image").asText();
        String reason =
                "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref "
                        + image + ": " + image + ": not found";
        task.containerReason = reason;
        event("was unable to place a task. Reason: " + reason + ".");
        stop("TaskFailedToStart", reason, Duration.ZERO);
    }

    private void containerUnhealthy() {
        task.health = "UNHEALTHY";
        task.exitCode = scene.exitCode;
        event("(task " + task.id + ") failed container health checks.");
        event("has stopped 1 running tasks: (task " + task.id + ").");
        stop("ServiceSchedulerInitiated", "Task failed container health checks", stopTime());
    }

    private void targetUnhealthy() {
        JsonNode balancer = task.deployment.settings.path("loadBalancers").path(0);
        String group = balancer.path("targetGroupArn").asText("unknown");
        task.exitCode = scene.exitCode;
        event("(port " + balancer.path("containerPort").asInt(80) + ") is unhealthy in (target-group " + group
                + ") due to (reason Health checks failed with these codes: [502]).");
        event("has stopped 1 running tasks: (task " + task.id + ").");
        stop("ServiceSchedulerInitiated", "Task failed ELB health checks in (target-group " + group + ")", stopTime());
    }

    private Duration stopTime() {
        return scene.attempt.dividedBy(10);
    }

    private void event(String message) {
        scheduler.event(service, task.deployment, message);
    }

    private void stop(String code, String reason, Duration takes) {
        life.stop(service, task, code, reason, takes);
    }
}
