package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.OneOffLogs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Amazon CloudWatch Logs, as far as the log driver awslogs fills it, and which groups there are. Streams are there as long
 * as their tasks. Sources: API pages GetLogEvents and DescribeLogGroups; "Send Amazon ECS logs to CloudWatch".
 */
final class LogsProtocol extends JsonProtocol {
    /** GetLogEvents, limit: 10,000 at most, which is the default here, too. */
    private static final int MOST = 10_000;

    private final World world;

    LogsProtocol(World world) {
        super("Logs_20140328.", "logs:", RequestShapes.LOGS);
        this.world = world;
    }

    @Override
    public Set<String> actions() {
        return Set.of("GetLogEvents", "DescribeLogGroups");
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        if (action.equals("DescribeLogGroups")) {
            return world.references.logGroups(Json.text(request, "logGroupNamePrefix"));
        }
        String stream = Json.text(request, "logStreamName");
        int limit = request.path("limit").asInt(MOST);
        if (stream == null || limit < 1 || limit > MOST) {
            throw AwsError.invalid("1 validation error detected.");
        }
        OneOffLogs oneOff = new OneOffLogs(world.oneOff);
        Optional<ObjectNode> ofOneOff = oneOff.events(request, world.clock.now());
        if (ofOneOff.isPresent()) {
            return ofOneOff.get();
        }
        boolean group = oneOff.hasGroup(Json.text(request, "logGroupName"));
        for (ServiceState service : world.allServices()) {
            for (TaskState task : service.tasks) {
                for (JsonNode container : task.deployment.taskDefinition.document.path("containerDefinitions")) {
                    JsonNode options = container.at("/logConfiguration/options");
                    if (options.path("awslogs-group").asText().equals(Json.text(request, "logGroupName"))) {
                        group = true;
                        if (task.startedAt != null && stream.equals(stream(service, task, container, options))) {
                            return events(task, container, limit, Json.flag(request, "startFromHead"));
                        }
                    }
                }
            }
        }
        throw AwsError.of(
                "ResourceNotFoundException", "The specified log " + (group ? "stream" : "group") + " does not exist.");
    }

    private String stream(ServiceState service, TaskState task, JsonNode container, JsonNode options) {
        String prefix = options.path("awslogs-stream-prefix").asText();
        String name = container.path("name").asText();
        if (!prefix.isEmpty()) {
            return prefix + "/" + name + "/" + task.id;
        }
        for (JsonNode shown : TaskView.of(world, service, task).path("containers")) {
            if (shown.path("name").asText().equals(name)) {
                return shown.path("runtimeId").asText();
            }
        }
        return "";
    }

    private ObjectNode events(TaskState task, JsonNode container, int limit, boolean fromHead) {
        List<String> lines = container == task.deployment.decisive ? task.deployment.scene.lines : List.of();
        int from = fromHead ? 0 : Math.max(0, lines.size() - limit);
        int to = Math.min(lines.size(), from + limit);
        // The last line is written in the moment in which the task ends.
        Instant last = task.stoppedAt == null ? world.clock.now() : task.stoppedAt;
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("events");
        for (int i = from; i < to; i++) {
            long time = last.minusSeconds(lines.size() - 1L - i).toEpochMilli();
            events.addObject().put("timestamp", time).put("ingestionTime", time).put("message", lines.get(i));
        }
        return answer.put("nextForwardToken", "f/" + to).put("nextBackwardToken", "b/" + from);
    }
}
