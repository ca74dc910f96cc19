package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Arns;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A deployment group: the service that it deploys to, how it does that, and its deployments. */
final class GroupState {
    final ApplicationState application;
    String name;
    final String id;
    final ServiceState service;
    private final Arns arns;
    /** The ARNs of the two target groups of the pair. */
    final List<String> targetGroups;

    /** The newest first. */
    final Deque<CodeDeployment> deployments = new ArrayDeque<>();
    /** What the functions of lifecycle events answer, by event. */
    final Map<String, Hook> hooks = new HashMap<>();
    /** Alarms that are red, whatever a scene plays. */
    final Set<String> redAlarms = new HashSet<>();

    /** Whether ecsServices names the cluster and the service by their ARNs. */
    boolean servicesAsArns;

    String configName = "CodeDeployDefault.ECSAllAtOnce";
    /** How long a deployment waits in READY for ContinueDeployment before it is stopped; null if it goes on at once. */
    Duration readyWait;
    /** How long the old tasks are kept after the shift; null if they are kept for good. */
    Duration terminationWait = Duration.ZERO;

    List<String> rollbackEvents = new ArrayList<>();
    List<String> alarms = new ArrayList<>();
    /** "app" or "net", as in the ARN of a load balancer. */
    String balancer = "app";

    boolean testListener = true;
    /** ECS, Server or Lambda: only groups of ECS have services. */
    String platform = "ECS";
    /** With what the next deployments fail as soon as they start, or null. */
    Failure failure;
    /** With what the next rollbacks fail, or null. */
    Failure rollbackFailure;

    record Failure(String code, String message) {}

    GroupState(
            ApplicationState application,
            String name,
            String id,
            ServiceState service,
            Arns arns,
            List<String> targetGroups) {
        this.application = application;
        this.name = name;
        this.id = id;
        this.service = service;
        this.arns = arns;
        this.targetGroups = targetGroups;
    }

    /** The ARN of its load balancer's listener on that port. */
    String listener(int port) {
        return arns.listener(balancer, service.name, port);
    }

    /** The deployment that is under way, or null. */
    CodeDeployment active() {
        return deployments.stream().filter(CodeDeployment::open).findFirst().orElse(null);
    }

    CodeDeployment lastSuccessful() {
        return deployments.stream()
                .filter(deployment -> deployment.status == Status.Succeeded)
                .findFirst()
                .orElse(null);
    }

    ObjectNode rollbackConfiguration() {
        ObjectNode node = Json.object().put("enabled", !rollbackEvents.isEmpty());
        rollbackEvents.forEach(node.putArray("events")::add);
        return node;
    }

    ObjectNode alarmConfiguration() {
        ObjectNode node = Json.object().put("enabled", !alarms.isEmpty()).put("ignorePollAlarmFailure", false);
        alarms.forEach(alarm -> node.withArray("alarms").addObject().put("name", alarm));
        return node;
    }
}
