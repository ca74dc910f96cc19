package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.PlayedStrategy;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.Strategy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A service: what it was set to, and what became of it. */
public final class ServiceState {
    /** One line of the service's event stream. */
    record Event(String id, Instant at, String message) {}

    public final ClusterState cluster;
    public final String name;
    public final String arn;
    public final Instant createdAt;
    /** What CreateService and UpdateService said, less the fields below. */
    public final ObjectNode settings;

    public final Agenda agenda = new Agenda();
    /** The newest first. */
    public final List<DeploymentState> deployments = new ArrayList<>();
    /** The newest first. */
    final Deque<ServiceDeploymentState> history = new ArrayDeque<>();
    /** API page Service, events: "A maximum of 100 of the latest events are displayed." The newest first. */
    final Deque<Event> events = new ArrayDeque<>();

    final List<TaskState> tasks = new ArrayList<>();
    String status = "ACTIVE";
    public int desiredCount;
    TaskDefinitionStore.Revision taskDefinition;
    /** What a rollback goes back to; survives when its entry in deployments[] is gone. */
    public DeploymentState lastCompleted;

    Scene scene;
    /** What deployments by a strategy play beside it. */
    public final PlayedStrategy played = new PlayedStrategy();
    /** Whether tasks came or went since the last steady state. */
    boolean unsteady;

    JsonNode tags = Json.array();

    ServiceState(ClusterState cluster, String name, String arn, ObjectNode settings, Instant createdAt) {
        this.cluster = cluster;
        this.name = name;
        this.arn = arn;
        this.settings = settings;
        this.createdAt = createdAt;
    }

    DeploymentState primary() {
        return deployments.stream().filter(DeploymentState::primary).findFirst().orElse(null);
    }

    ServiceDeploymentState current() {
        return history.peekFirst();
    }

    public boolean active() {
        return status.equals("ACTIVE");
    }

    /** API page CreateService, deploymentController: ECS if none is named. */
    String controller() {
        return settings.path("deploymentController").path("type").asText("ECS");
    }

    /** Whether AWS CodeDeploy, and no longer ECS, decides what its tasks run. */
    public boolean ofCodeDeploy() {
        return controller().equals("CODE_DEPLOY");
    }

    ObjectNode configuration() {
        return (ObjectNode) settings.get("deploymentConfiguration");
    }

    /** The first container of its revision that has a port, or null. */
    public JsonNode containerWithPort() {
        return taskDefinition.containerWithPort();
    }

    /**
     * API page DeploymentConfiguration: "The deployment circuit breaker can only be used for services using the rolling
     * update (ECS) deployment type."
     */
    boolean breakerOn() {
        return controller().equals("ECS")
                && Strategy.of(configuration()).rolling()
                && configuration()
                        .path("deploymentCircuitBreaker")
                        .path("enable")
                        .asBoolean();
    }

    boolean breakerRollsBack() {
        return configuration().path("deploymentCircuitBreaker").path("rollback").asBoolean();
    }

    /** Counts on the service's page: all its deployments together. */
    int running() {
        return deployments.stream().mapToInt(DeploymentState::running).sum();
    }

    int pending() {
        return deployments.stream().mapToInt(DeploymentState::pending).sum();
    }

    void event(String id, Instant at, String message) {
        add(new Event(id, at, "(service " + name + ") " + message));
    }

    /** An event about one of its deployments or task sets. */
    void event(String id, Instant at, DeploymentState about, String message) {
        add(new Event(id, at, about.subject() + " " + message));
    }

    private void add(Event event) {
        events.addFirst(event);
        if (events.size() > 100) {
            events.removeLast();
        }
    }
}
