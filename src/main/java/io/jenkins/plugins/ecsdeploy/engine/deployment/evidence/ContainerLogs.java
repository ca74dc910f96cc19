package io.jenkins.plugins.ecsdeploy.engine.deployment.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        JsonNode configuration = configuration(container.name(), definitions);
        if (!"awslogs".equals(configuration.path("logDriver").asText())) {
            skipped(
                    node,
                    "its log driver is " + configuration.path("logDriver").asText("the default one")
                            + ", and only logs of awslogs can be read");
            return;
        }
        JsonNode options = configuration.path("options");
        String where = options.path("awslogs-region").asText(region);
        String group = options.path("awslogs-group").asText();
        String stream =
                stream(task, container, options.path("awslogs-stream-prefix").asText());
        node.put("region", where).put("logGroup", group).put("logStream", stream);
        try {
            List<OutputLogEvent> events = ecs.newestLogEvents(where, group, stream, LINES);
            if (events.isEmpty()) {
                skipped(node, "it is empty");
                return;
            }
            show(container, events);
            ArrayNode lines = node.putArray("lines");
            events.forEach(event -> {
                ObjectNode line = lines.addObject();
                EvidenceDocument.put(line, "time", Instant.ofEpochMilli(event.timestamp()));
                line.put("message", shortened(event.message(), LONGEST_KEPT));
            });
        } catch (SdkException e) {
            skipped(node, AwsFailure.text(e));
        }
    }

    private static JsonNode configuration(String container, JsonNode definitions) {
        for (JsonNode definition : definitions) {
            if (definition.path("name").asText().equals(container)) {
                return definition.path("logConfiguration");
            }
        }
        return Json.MAPPER.missingNode();
    }

    /** As the log driver names it ("Send Amazon ECS logs to CloudWatch", {@code awslogs-stream-prefix}). */
    private static String stream(Task task, Container container, String prefix) {
        return prefix.isEmpty()
                ? String.valueOf(container.runtimeId())
                : prefix + "/" + container.name() + "/" + Arns.shortName(task.taskArn());
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
        last.forEach(line -> story.accept("  | " + shortened(printable(line), LONGEST_SHOWN)));
    }

    /** Escape sequences of a container must not reach the terminal or the page of who reads the log. */
    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}\\[[0-9;]*m", "").replace('\t', ' ').replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
