package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.TrafficShare;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One entry of a service's deployments[]: a revision of the service and the tasks that run it. API page Deployment.
 */
public class DeploymentState {
    public final ServiceState service;
    public final String id;
    final String revisionArn;
    final TaskDefinitionStore.Revision taskDefinition;
    /** What the service was set to when this revision was made: network, load balancers, platform. */
    public final ObjectNode settings;

    /** What ECS has found behind the tags of its images: container to digest. */
    Map<String, String> digests = Map.of();

    final Instant createdAt;
    /** Those that have not stopped. */
    final List<TaskState> tasks = new ArrayList<>();

    /** What of the service's traffic it has, if ECS moves that. */
    public final TrafficShare traffic = new TrafficShare();

    Instant updatedAt;
    Scene scene;
    /** The container that decides how the tasks end. */
    JsonNode decisive;

    String status = "PRIMARY";
    String rolloutState = "IN_PROGRESS";
    String rolloutReason;
    int failedTasks;
    /** Tasks started that the scene lets fail; a scene may have a limit of them. */
    int doomed;

    /** How often tasks failed and were replaced: ECS waits longer each time. */
    int retries;

    boolean stuckReported;
    boolean unableReported;
    Instant noLaunchBefore = Instant.MIN;
    Instant steadyNotBefore = Instant.MIN;

    DeploymentState(ServiceState service, String id, String revisionArn, Instant createdAt) {
        this(service, id, revisionArn, service.taskDefinition, service.settings.deepCopy(), createdAt);
    }

    DeploymentState(
            ServiceState service,
            String id,
            String revisionArn,
            TaskDefinitionStore.Revision taskDefinition,
            ObjectNode settings,
            Instant createdAt) {
        this.service = service;
        this.id = id;
        this.revisionArn = revisionArn;
        this.taskDefinition = taskDefinition;
        this.settings = settings;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.rolloutReason = "ECS deployment " + id + " in progress.";
    }

    public boolean primary() {
        return status.equals("PRIMARY");
    }

    boolean inProgress() {
        return rolloutState.equals("IN_PROGRESS");
    }

    boolean failed() {
        return rolloutState.equals("FAILED");
    }

    boolean completed() {
        return rolloutState.equals("COMPLETED");
    }

    void rolloutState(String state, String reason, Instant now) {
        rolloutState = state;
        rolloutReason = reason;
        updatedAt = now;
    }

    /** Whether a failed task of it is replaced by another one. */
    boolean replacesTasks() {
        return primary() && !failed();
    }

    /** Who asks for tasks of it to be started and stopped. */
    String scaler() {
        return "(deployment " + id + ")";
    }

    /** What the service's events say first when they are about this one. */
    String subject() {
        return "(service " + service.name + ")";
    }

    int wanted() {
        return (int) tasks.stream().filter(TaskState::wanted).count();
    }

    public int running() {
        return (int) tasks.stream().filter(TaskState::running).count();
    }

    public int pending() {
        return (int) tasks.stream().filter(TaskState::pending).count();
    }

    int ready() {
        return (int) tasks.stream().filter(task -> task.ready && task.wanted()).count();
    }

    int unstopped() {
        return tasks.size();
    }

    /** Whether exactly that many tasks are there, and all of them pass their checks. */
    public boolean steady(int desired, Instant now) {
        return ready() == desired && unstopped() == desired && !now.isBefore(steadyNotBefore);
    }

    /** Whether no task of it is left. */
    public boolean gone() {
        return unstopped() == 0;
    }

    /** Whether a task counts as healthy only after a check has passed. */
    boolean checked() {
        if (!settings.path("loadBalancers").isEmpty()) {
            return true;
        }
        for (JsonNode container : taskDefinition.document.path("containerDefinitions")) {
            if (container.has("healthCheck")) {
                return true;
            }
        }
        return false;
    }
}
