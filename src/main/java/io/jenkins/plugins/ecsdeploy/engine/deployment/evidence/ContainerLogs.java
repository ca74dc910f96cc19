package io.jenkins.plugins.ecsdeploy.engine.deployment.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.logs.LogPlace;
import io.jenkins.plugins.ecsdeploy.engine.logs.LogText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The last log lines of containers that failed, from CloudWatch Logs, where the container's log driver is {@code
 * awslogs}. Some of them are shown, all are in the document; what cannot be read is said in a line.
 */
final class ContainerLogs {
    private static final int LINES = 50;
    private static final int SHOWN = 10;
    /** Each costs a call, and tasks that stop for different reasons often say the same. */
    private static final int CONTAINERS = 5;

    private static final int LONGEST_SHOWN = 500;
    private static final int LONGEST_KEPT = 10_000;
    /** A clean end, and that of a container that ECS stopped because another one had ended (SIGTERM). */
    private static final Set<Integer> NOT_AT_FAULT = Set.of(0, 143);

    private final EcsApi ecs;
    private final String region;
    private final Consumer<String> story;
    private final ArrayNode document = Json.MAPPER.createArrayNode();

    ContainerLogs(EcsApi ecs, String region, Consumer<String> story) {
        this.ecs = ecs;
        this.region = region;
        this.story = story;
    }

    /** Reads and shows the logs of these tasks, which are all of the same revision. */
    ArrayNode read(List<Task> tasks) {
        if (tasks.isEmpty()) {
            return document;
        }
        JsonNode definitions = ecs.describeTaskDefinition(tasks.get(0).taskDefinitionArn())
                .path("taskDefinition")
                .path("containerDefinitions");
        int left = CONTAINERS;
        for (Task task : tasks) {
            for (Container container : failed(task)) {
                if (left-- > 0) {
                    container(task, container, definitions);
                }
            }
        }
        return document;
    }

    private static List<Container> failed(Task task) {
        List<Container> ran = task.containers().stream()
                .filter(container -> container.exitCode() != null)
                .toList();
        List<Container> atFault = ran.stream()
                .filter(container -> !NOT_AT_FAULT.contains(container.exitCode())
                        || container.reason() != null
                        || container.healthStatus() == HealthStatus.UNHEALTHY)
                .toList();
        return atFault.isEmpty() ? ran : atFault;
    }

    private void container(Task task, Container container, JsonNode definitions) {
        ObjectNode node = document.addObject();
        EvidenceDocument.put(node, "taskArn", task.taskArn());
        EvidenceDocument.put(node, "container", container.name());
        LogPlace place = LogPlace.of(definition(container.name(), definitions), region);
        Optional<String> unreadable = place.unreadable();
        if (unreadable.isPresent()) {
            skipped(node, unreadable.get());
            return;
        }
        String stream = place.stream(container.name(), task.taskArn(), container.runtimeId());
        node.put("region", place.region()).put("logGroup", place.group()).put("logStream", stream);
        try {
            List<OutputLogEvent> events = ecs.logs(place.region()).newest(place.group(), stream, LINES);
            if (events.isEmpty()) {
                skipped(node, "it is empty");
                return;
            }
            show(container, events);
            ArrayNode lines = node.putArray("lines");
            events.forEach(event -> {
                ObjectNode line = lines.addObject();
                EvidenceDocument.put(line, "time", Instant.ofEpochMilli(event.timestamp()));
                line.put("message", LogText.shortened(event.message(), LONGEST_KEPT));
            });
        } catch (SdkException e) {
            skipped(node, AwsFailure.text(e));
        }
    }

    private static JsonNode definition(String container, JsonNode definitions) {
        for (JsonNode definition : definitions) {
            if (definition.path("name").asText().equals(container)) {
                return definition;
            }
        }
        return Json.MAPPER.missingNode();
    }

    private void skipped(ObjectNode node, String why) {
        node.put("skipped", why);
        story.accept("The log of container " + node.path("container").asText() + " is not shown: " + why);
    }

    private void show(Container container, List<OutputLogEvent> events) {
        List<String> lines = new ArrayList<>();
        events.forEach(event -> lines.addAll(event.message().lines().toList()));
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
        story.accept("The last log lines of container " + container.name() + ":");
        last.forEach(line -> story.accept("  | " + LogText.shortened(LogText.printable(line), LONGEST_SHOWN)));
    }
}
