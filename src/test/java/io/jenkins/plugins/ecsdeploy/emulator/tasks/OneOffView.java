package io.jenkins.plugins.ecsdeploy.emulator.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Digests;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Instant;

/** A task of RunTask as the API shows it. Source: API pages Task, Container. */
public final class OneOffView {
    private OneOffView() {}

    /** The task as DescribeTasks shows it. */
    public static ObjectNode of(OneOffTask task, Instant now) {
        ObjectNode node = Json.object();
        node.put("taskArn", task.arn);
        node.put("clusterArn", task.clusterArn);
        node.put("taskDefinitionArn", Json.text(task.definition, "taskDefinitionArn"));
        node.put("group", "family:" + Json.text(task.definition, "family"));
        copy(task.request, node, "startedBy", "launchType", "platformVersion");
        node.put("lastStatus", task.lastStatus(now));
        node.put("desiredStatus", task.desiredStatus(now));
        node.put("healthStatus", "UNKNOWN");
        copy(task.definition, node, "cpu", "memory");
        JsonNode overrides = task.request.path("overrides");
        node.set("overrides", overrides.isObject() ? overrides.deepCopy() : Json.object());
        Json.putTime(node, "createdAt", task.createdAt);
        Instant started = past(task.startedAt(), now);
        Json.putTime(node, "pullStartedAt", started == null ? null : started.minusSeconds(2));
        Json.putTime(node, "startedAt", started);
        Json.putTime(node, "executionStoppedAt", past(task.endedAt(), now));
        if (task.desiredStatus(now).equals("STOPPED")) {
            node.put("stopCode", task.stopCode());
            node.put("stoppedReason", task.stoppedReason());
            Json.putTime(node, "stoppingAt", now.isBefore(task.stoppedAt()) ? now : task.stoppedAt());
        }
        Json.putTime(node, "stoppedAt", past(task.stoppedAt(), now));
        var containers = node.putArray("containers");
        task.definition
                .path("containerDefinitions")
                .forEach(container -> containers.add(container(task, container, started, now)));
        return node;
    }

    /** What RunTask answers again of a task that has stopped meanwhile ("RunTask retry rules and responses"). */
    static ObjectNode brief(OneOffTask task, Instant now) {
        return Json.object()
                .put("taskArn", task.arn)
                .put("lastStatus", task.lastStatus(now))
                .put("desiredStatus", task.desiredStatus(now));
    }

    /** The id of the container at its runtime. */
    static String runtimeId(OneOffTask task, String container) {
        return task.id + "-" + Digests.number(container);
    }

    private static ObjectNode container(OneOffTask task, JsonNode definition, Instant started, Instant now) {
        String name = definition.path("name").asText();
        String image = definition.path("image").asText();
        Instant end = past(task.endOf(name), now);
        ObjectNode node = Json.object();
        node.put("taskArn", task.arn);
        node.put("name", name);
        node.put("image", image);
        boolean stopped = end != null || task.isStopped(now);
        node.put("lastStatus", stopped ? "STOPPED" : started != null ? "RUNNING" : "PENDING");
        node.put("healthStatus", "UNKNOWN");
        if (started != null) {
            node.put("imageDigest", Digests.image(image));
            node.put("runtimeId", runtimeId(task, name));
        }
        if (end != null) {
            node.put("exitCode", task.exitCode(name));
        }
        if (stopped && name.equals(task.main())) {
            if (task.scene.containerReason != null) {
                node.put("reason", task.scene.containerReason);
            } else if (!task.scene.starts && task.stoppedReason().startsWith("Cannot")) {
                node.put("reason", task.stoppedReason());
            }
        }
        return node;
    }

    private static Instant past(Instant moment, Instant now) {
        return moment == null || moment.isAfter(now) ? null : moment;
    }

    private static void copy(JsonNode from, ObjectNode to, String... keys) {
        for (String key : keys) {
            if (Json.has(from, key)) {
                to.set(key, from.get(key));
            }
        }
    }
}
