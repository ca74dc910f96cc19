package io.jenkins.plugins.ecsdeploy.emulator.tasks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.ClusterState;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** RunTask and StopTask. */
public final class RunTaskActions {
    private final World world;

    public RunTaskActions(World world) {
        this.world = world;
    }

    public void register(Map<String, Action> actions) {
        actions.put("RunTask", this::run);
        actions.put("StopTask", this::stop);
    }

    private ObjectNode run(ObjectNode request, Caller caller) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        Instant now = world.clock.now();
        String token = Json.has(request, "clientToken") ? cluster.name + " " + Json.text(request, "clientToken") : null;
        TaskMemory.Request before = token == null ? null : world.oneOff.requests.get(token);
        if (before != null && before.isValid(now)) {
            return again(before, request, now);
        }
        String reference = Json.text(request, "taskDefinition");
        ObjectNode definition = reference == null ? null : world.definition(reference);
        if (definition == null) {
            throw AwsError.of("ClientException", "TaskDefinition not found.");
        }
        if (!"ACTIVE".equals(Json.text(definition, "status"))) {
            throw AwsError.of("ClientException", "TaskDefinition is inactive");
        }
        RunTaskRules.check(request, definition);
        TaskMemory.Request made = place(cluster, request, definition, now);
        if (token != null) {
            world.oneOff.requests.put(token, made);
        }
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("tasks");
        made.tasks().forEach(task -> tasks.add(OneOffView.of(task, now)));
        return failures(answer, made);
    }

    private TaskMemory.Request place(ClusterState cluster, ObjectNode request, ObjectNode definition, Instant now) {
        TaskMemory.Refusal refusal = world.oneOff.refusals.poll();
        int count = refusal == null ? request.path("count").asInt(1) : refusal.started();
        List<OneOffTask> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = world.ids.task();
            started.add(new OneOffTask(
                    id,
                    world.arns.task(cluster.name, id),
                    cluster.arn,
                    request,
                    definition,
                    world.oneOff.scene(definition),
                    now));
        }
        world.oneOff.tasks.addAll(started);
        return new TaskMemory.Request(request, started, refusal == null ? List.of() : refusal.reasons(), now);
    }

    private ObjectNode again(TaskMemory.Request before, ObjectNode request, Instant now) {
        if (!before.parameters().equals(request)) {
            AwsError conflict = AwsError.of("ConflictException", "The client token is in use with another request.");
            ArrayNode ids = Json.array();
            before.tasks().forEach(task -> ids.add(task.arn));
            throw conflict.with("resourceIds", ids);
        }
        ObjectNode answer = Json.object();
        ArrayNode tasks = answer.putArray("tasks");
        before.tasks()
                .forEach(task ->
                        tasks.add(task.isStopped(now) ? OneOffView.brief(task, now) : OneOffView.of(task, now)));
        return failures(answer, before);
    }

    private ObjectNode failures(ObjectNode answer, TaskMemory.Request made) {
        ArrayNode failures = answer.putArray("failures");
        made.failures().forEach(reason -> {
            ObjectNode failure = failures.addObject().put("reason", reason);
            if (reason.startsWith("RESOURCE") || reason.equals("AGENT")) {
                failure.put("arn", world.arns.containerInstance(world.ids.task()));
            }
        });
        return answer;
    }

    private ObjectNode stop(ObjectNode request, Caller caller) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        Instant now = world.clock.now();
        String name = Json.text(request, "task");
        OneOffTask task = world.oneOff
                .find(cluster.arn, name, now)
                .orElseThrow(() -> AwsError.invalid("The referenced task was not found."));
        task.stop(Json.text(request, "reason"), now);
        return Json.object().set("task", OneOffView.of(task, now));
    }
}
