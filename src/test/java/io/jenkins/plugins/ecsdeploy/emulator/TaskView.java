package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A task as the API shows it. Source: API pages Task, Container. */
final class TaskView {
    private TaskView() {}

    static ObjectNode of(World world, ServiceState service, TaskState task) {
        ObjectNode document = task.deployment.taskDefinition.document;
        ObjectNode node = Json.object();
        node.put("taskArn", task.arn);
        node.put("clusterArn", service.cluster.arn);
        node.put("taskDefinitionArn", task.deployment.taskDefinition.arn());
        node.put("group", "service:" + service.name);
        node.put("startedBy", task.deployment.id);
        node.put("launchType", service.settings.path("launchType").asText("EC2"));
        node.put("lastStatus", task.lastStatus);
        node.put("desiredStatus", task.desiredStatus);
        node.put("healthStatus", task.health);
        for (String key : new String[] {"cpu", "memory"}) {
            if (document.has(key)) {
                node.set(key, document.get(key));
            }
        }
        node.put("version", 1);
        node.putObject("overrides").putArray("containerOverrides");
        Json.putTime(node, "createdAt", task.createdAt);
        Json.putTime(node, "startedAt", task.startedAt);
        Json.putTime(node, "stoppingAt", task.stoppingAt);
        Json.putTime(node, "executionStoppedAt", task.startedAt == null ? null : task.stoppedAt);
        Json.putTime(node, "stoppedAt", task.stoppedAt);
        if (task.stopCode != null) {
            node.put("stopCode", task.stopCode);
            node.put("stoppedReason", task.stoppedReason);
        }
        ArrayNode containers = node.putArray("containers");
        JsonNode decisive = task.deployment.decisive;
        document.path("containerDefinitions")
                .forEach(
                        container -> containers.add(container(world, service, task, container, container == decisive)));
        return node;
    }

    private static ObjectNode container(
            World world, ServiceState service, TaskState task, JsonNode definition, boolean decisive) {
        ObjectNode node = Json.object();
        String name = definition.path("name").asText();
        node.put("containerArn", world.arns.container(service.cluster.name, task.id, Digests.uuid(task.id + name)));
        node.put("taskArn", task.arn);
        node.put("name", name);
        node.put("image", definition.path("image").asText());
        node.put("lastStatus", task.stopped() ? "STOPPED" : task.running() ? "RUNNING" : "PENDING");
        node.put("healthStatus", definition.has("healthCheck") ? task.health : "UNKNOWN");
        if (task.startedAt != null) {
            node.put("imageDigest", task.deployment.digests.get(name));
            node.put("runtimeId", task.id + "-" + Digests.number(name));
        }
        if (task.stopped()) {
            if (decisive && task.containerReason != null) {
                node.put("reason", task.containerReason);
            }
            if (task.exitCode != null) {
                // The others are stopped with the essential one: they end with SIGTERM.
                node.put("exitCode", decisive || task.exitCode == 0 ? task.exitCode : 143);
            }
        }
        node.put("cpu", definition.path("cpu").asText("0"));
        if (definition.has("memory")) {
            node.put("memory", definition.get("memory").asText());
        }
        return node;
    }
}
