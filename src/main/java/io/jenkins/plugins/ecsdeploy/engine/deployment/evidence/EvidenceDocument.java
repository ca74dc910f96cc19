package io.jenkins.plugins.ecsdeploy.engine.deployment.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/**
 * All that is known of a failed deployment, as a JSON document for people and programs. Times are ISO-8601 with zone.
 * It is made of what ECS tells about tasks and services, never of a task definition or of a task's overrides, so it holds
 * no values of container variables.
 */
final class EvidenceDocument {
    private static final int LONGEST_NAME = 150;
    /** How service events tell of containers and targets that are unhealthy ("Amazon ECS service event messages"). */
    private static final Pattern HEALTH = Pattern.compile("unhealthy|health check", Pattern.CASE_INSENSITIVE);

    private static final List<String> STAGES =
            List.of("lifecycleStage", "lifecycleHookDetails", "sourceServiceRevisions", "targetServiceRevision");

    private final ObjectNode document;

    EvidenceDocument(ObjectNode document) {
        this.document = document;
    }

    static EvidenceDocument of(DeploymentRecord record, String deploymentId, String failure, Instant now) {
        EvidenceDocument evidence = new EvidenceDocument(Json.MAPPER.createObjectNode());
        ObjectNode node = evidence.document;
        node.put("service", record.service());
        node.put("cluster", record.cluster());
        node.put("region", record.region());
        put(node, "taskDefinitionArn", record.taskDefinitionArn());
        put(node, "previousTaskDefinitionArn", record.previousTaskDefinitionArn());
        put(node, "deploymentArn", record.deploymentArn());
        put(node, "deploymentId", deploymentId);
        // Whoever carries it out besides ECS has a name of its own for it.
        record.controllerResult().forEach(node::put);
        put(node, "status", record.status().name());
        put(node, "failure", failure);
        put(node, "startedAt", Instant.ofEpochMilli(record.startedMillis()));
        record.times().began().ifPresent(began -> put(node, "deploymentBeganAt", began));
        put(node, "collectedAt", now);
        put(node, "url", record.url());
        ObjectNode images = node.putObject("images");
        record.images().forEach(images::put);
        node.putArray("notes");
        return evidence;
    }

    /** {@code ecs-deployment-web.json}, whatever characters the name of the service has. */
    static String fileName(String service) {
        String safe = Arns.shortName(service).replaceAll("[^A-Za-z0-9_-]", "_");
        return "ecs-deployment-" + safe.substring(0, Math.min(safe.length(), LONGEST_NAME)) + ".json";
    }

    /** The service's events since the deployment began, newest first. */
    static List<ServiceEvent> events(Service service, long sinceMillis) {
        return service.events().stream()
                .filter(event -> event.createdAt().toEpochMilli() >= sinceMillis)
                .toList();
    }

    String json() {
        return Json.pretty(document) + "\n";
    }

    void note(String note) {
        document.withArray("notes").add(note);
    }

    void outcome(DeploymentRecord record, Instant now) {
        put(document, "status", record.status().name());
        put(document, "outcome", record.lastWord());
        put(document, "endedAt", now);
        record.controllerResult().forEach(document::put);
        put(document, "previousTaskDefinitionArn", record.previousTaskDefinitionArn());
    }

    void deployment(Optional<DescribedDeployment> found) {
        found.ifPresent(described -> {
            ServiceDeployment deployment = described.known();
            ObjectNode node = document.putObject("deployment");
            put(node, "status", deployment.statusAsString());
            put(node, "statusReason", deployment.statusReason());
            put(node, "createdAt", deployment.createdAt());
            put(node, "startedAt", deployment.startedAt());
            put(node, "finishedAt", deployment.finishedAt());
            put(node, "stoppedAt", deployment.stoppedAt());
            put(node, "updatedAt", deployment.updatedAt());
            if (deployment.rollback() != null) {
                ObjectNode rollback = node.putObject("rollback");
                put(rollback, "reason", deployment.rollback().reason());
                put(rollback, "startedAt", deployment.rollback().startedAt());
                put(rollback, "serviceRevisionArn", deployment.rollback().serviceRevisionArn());
            }
            circuitBreaker(deployment.deploymentCircuitBreaker(), node);
            alarms(deployment.alarms(), node);
            stages(described.raw(), node);
        });
    }

    /** What only a deployment with stages has, as ECS sent it. */
    private static void stages(JsonNode raw, ObjectNode deployment) {
        for (String member : STAGES) {
            if (raw.has(member)) {
                deployment.set(member, raw.get(member).deepCopy());
            }
        }
        for (JsonNode hook : deployment.path("lifecycleHookDetails")) {
            DescribedDeployment.time(hook.path("expiresAt"))
                    .ifPresent(time -> put((ObjectNode) hook, "expiresAt", time));
        }
    }

    private static void circuitBreaker(ServiceDeploymentCircuitBreaker breaker, ObjectNode deployment) {
        if (breaker != null) {
            ObjectNode node = deployment.putObject("circuitBreaker");
            put(node, "status", breaker.statusAsString());
            put(node, "failureCount", breaker.failureCount());
            put(node, "threshold", breaker.threshold());
        }
    }

    private static void alarms(ServiceDeploymentAlarms alarms, ObjectNode deployment) {
        if (alarms != null) {
            ObjectNode node = deployment.putObject("alarms");
            put(node, "status", alarms.statusAsString());
            alarms.alarmNames().forEach(node.putArray("alarmNames")::add);
            alarms.triggeredAlarmNames().forEach(node.putArray("triggeredAlarmNames")::add);
        }
    }

    /** The service's deployments and events as they are now. */
    void service(Service service) {
        ArrayNode deployments = document.putArray("serviceDeployments");
        service.deployments().forEach(deployment -> deployment(deployment, deployments.addObject()));
        ArrayNode events = document.putArray("events");
        ArrayNode health = document.putArray("healthEvents");
        long since = document.has("deploymentBeganAt")
                ? Instant.parse(document.get("deploymentBeganAt").asText()).toEpochMilli()
                : 0;
        events(service, since).forEach(event -> {
            event(event, events.addObject());
            if (HEALTH.matcher(event.message()).find()) {
                event(event, health.addObject());
            }
        });
    }

    private static void event(ServiceEvent event, ObjectNode node) {
        put(node, "createdAt", event.createdAt());
        put(node, "message", event.message());
    }

    private static void deployment(Deployment deployment, ObjectNode node) {
        put(node, "id", deployment.id());
        put(node, "status", deployment.status());
        put(node, "taskDefinitionArn", deployment.taskDefinition());
        put(node, "rolloutState", deployment.rolloutStateAsString());
        put(node, "rolloutStateReason", deployment.rolloutStateReason());
        put(node, "desiredCount", deployment.desiredCount());
        put(node, "runningCount", deployment.runningCount());
        put(node, "pendingCount", deployment.pendingCount());
        put(node, "failedTasks", deployment.failedTasks());
        put(node, "createdAt", deployment.createdAt());
        put(node, "updatedAt", deployment.updatedAt());
    }

    void stoppedTasks(StoppedTasks tasks) {
        ObjectNode node = document.putObject("stoppedTasks");
        node.put("count", tasks.count());
        node.set("byReason", tasks.json());
    }

    void logs(ArrayNode logs) {
        document.set("logs", logs);
    }

    static void put(ObjectNode node, String key, String value) {
        if (value != null) {
            node.put(key, value);
        }
    }

    static void put(ObjectNode node, String key, Integer value) {
        if (value != null) {
            node.put(key, value);
        }
    }

    static void put(ObjectNode node, String key, Instant value) {
        if (value != null) {
            node.put(key, value.toString());
        }
    }
}
