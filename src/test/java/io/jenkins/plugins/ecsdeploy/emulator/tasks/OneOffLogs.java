package io.jenkins.plugins.ecsdeploy.emulator.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log streams of tasks of RunTask. A stream is there from its first line on, and stays when ECS has forgotten the task.
 * Source: API page GetLogEvents: a page may be empty although more follows; at the end, the token that was sent comes back.
 */
public final class OneOffLogs {
    private final TaskMemory memory;

    public OneOffLogs(TaskMemory memory) {
        this.memory = memory;
    }

    /** Whether a task of this kind writes to that group. */
    public boolean hasGroup(String group) {
        return memory.tasks.stream()
                .anyMatch(task -> container(task, group, null).isPresent());
    }

    /** The answer of GetLogEvents; nothing if there is no such stream. */
    public Optional<ObjectNode> events(ObjectNode request, Instant now) {
        String group = Json.text(request, "logGroupName");
        String stream = Json.text(request, "logStreamName");
        for (OneOffTask task : memory.tasks) {
            Optional<String> container = container(task, group, stream);
            if (container.isPresent()) {
                List<ObjectNode> visible = visible(task, container.get(), now);
                return visible.isEmpty() ? Optional.empty() : Optional.of(page(request, visible));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> container(OneOffTask task, String group, String stream) {
        for (JsonNode container : task.definition.path("containerDefinitions")) {
            JsonNode options = container.at("/logConfiguration/options");
            String name = container.path("name").asText();
            String prefix = options.path("awslogs-stream-prefix").asText();
            String own = prefix.isEmpty() ? OneOffView.runtimeId(task, name) : prefix + "/" + name + "/" + task.id;
            if (options.path("awslogs-group").asText().equals(group) && (stream == null || stream.equals(own))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static List<ObjectNode> visible(OneOffTask task, String container, Instant now) {
        List<ObjectNode> events = new ArrayList<>();
        List<String> lines = task.startedAt() == null ? List.of() : task.lines(container);
        for (int i = 0; i < lines.size(); i++) {
            Instant at = task.written(container, i);
            if (at != null && !at.plus(task.scene.logDelay).isAfter(now)) {
                events.add(Json.object()
                        .put("timestamp", at.toEpochMilli())
                        .put("ingestionTime", at.plus(task.scene.logDelay).toEpochMilli())
                        .put("message", lines.get(i)));
            }
        }
        return events;
    }

    private ObjectNode page(ObjectNode request, List<ObjectNode> visible) {
        int limit = Math.min(request.path("limit").asInt(memory.pageSize), memory.pageSize);
        String token = Json.text(request, "nextToken");
        if (token == null && !Json.flag(request, "startFromHead")) {
            return answer(visible, Math.max(0, visible.size() - limit), visible.size(), "");
        }
        String[] parts = (token == null ? "f/" + memory.logTokens + "/0/" : token + "/").split("/", -1);
        if (!parts[0].equals("f") || !parts[1].equals("" + memory.logTokens)) {
            throw AwsError.invalid("The specified nextToken is invalid.");
        }
        int from = Integer.parseInt(parts[2]);
        boolean wasEmpty = parts[3].equals("e");
        if (memory.emptyPages && !wasEmpty && token != null && from < visible.size()) {
            return answer(visible, from, from, "/e");
        }
        int to = Math.min(visible.size(), from + limit);
        return answer(visible, from, to, from == to && wasEmpty ? "/e" : "");
    }

    private ObjectNode answer(List<ObjectNode> visible, int from, int to, String mark) {
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("events");
        visible.subList(from, to).forEach(events::add);
        return answer.put("nextForwardToken", "f/" + memory.logTokens + "/" + to + mark)
                .put("nextBackwardToken", "b/" + memory.logTokens + "/" + from);
    }
}
