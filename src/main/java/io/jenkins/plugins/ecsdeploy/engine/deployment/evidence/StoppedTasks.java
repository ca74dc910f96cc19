package io.jenkins.plugins.ecsdeploy.engine.deployment.evidence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** The tasks of a deployment that stopped by themselves, newest first, grouped by their reason. */
final class StoppedTasks {
    private static final int NEWEST = 20;

    private final List<Task> tasks;

    private StoppedTasks(List<Task> tasks) {
        this.tasks = tasks;
    }

    /** @param startedBy as tasks name what started them: the id of the service's deployment; {@code null}: any */
    static StoppedTasks of(EcsApi ecs, DeploymentRecord record, String startedBy) {
        return new StoppedTasks(ecs.stoppedTasks(record.cluster(), record.service()).stream()
                .filter(task -> startedBy == null || startedBy.equals(task.startedBy()))
                .filter(task -> !stoppedByTheRollback(task))
                .sorted(Comparator.comparing(Task::stoppedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed())
                .toList());
    }

    /** Tasks that ECS stopped because the deployment had failed are no cause of it. */
    private static boolean stoppedByTheRollback(Task task) {
        return task.stoppedReason() != null && task.stoppedReason().startsWith("Scaling activity initiated by");
    }

    int count() {
        return tasks.size();
    }

    /** The newest task of each reason. */
    List<Task> examples() {
        return byReason(tasks).values().stream().map(group -> group.get(0)).toList();
    }

    /** A line for each reason, and what became of the containers of the newest task that stopped for it. */
    List<String> story() {
        List<String> lines = new ArrayList<>();
        byReason(tasks).forEach((reason, group) -> {
            lines.add((group.size() == 1 ? "1 task" : group.size() + " tasks") + " stopped: " + reason);
            group.get(0).containers().forEach(container -> container(container, lines));
        });
        return lines;
    }

    /** The newest tasks in detail; the count of each group is that of all. */
    ArrayNode json() {
        Map<String, List<Task>> all = byReason(tasks);
        ArrayNode groups = Json.MAPPER.createArrayNode();
        byReason(tasks.stream().limit(NEWEST).toList()).forEach((reason, newest) -> {
            ObjectNode group = groups.addObject();
            EvidenceDocument.put(group, "reason", newest.get(0).stoppedReason());
            EvidenceDocument.put(group, "stopCode", newest.get(0).stopCodeAsString());
            group.put("count", all.get(reason).size());
            ArrayNode details = group.putArray("tasks");
            newest.forEach(task -> task(task, details.addObject()));
        });
        return groups;
    }

    private static Map<String, List<Task>> byReason(List<Task> tasks) {
        return tasks.stream()
                .collect(Collectors.groupingBy(StoppedTasks::stopReason, LinkedHashMap::new, Collectors.toList()));
    }

    private static String stopReason(Task task) {
        String reason = task.stoppedReason() == null ? "no reason given" : task.stoppedReason();
        return task.stopCodeAsString() == null ? reason : reason + " (" + task.stopCodeAsString() + ")";
    }

    private static void container(Container container, List<String> lines) {
        List<String> parts = new ArrayList<>();
        if (container.exitCode() != null) {
            parts.add("exit code " + container.exitCode());
        }
        if (container.reason() != null) {
            parts.add(container.reason());
        }
        if (container.healthStatus() == HealthStatus.UNHEALTHY) {
            parts.add("failed its health check");
        }
        if (!parts.isEmpty()) {
            lines.add("  container " + container.name() + ": " + String.join(", ", parts));
        }
    }

    private static void task(Task task, ObjectNode node) {
        EvidenceDocument.put(node, "taskArn", task.taskArn());
        EvidenceDocument.put(node, "taskDefinitionArn", task.taskDefinitionArn());
        EvidenceDocument.put(node, "launchType", task.launchTypeAsString());
        EvidenceDocument.put(node, "availabilityZone", task.availabilityZone());
        EvidenceDocument.put(node, "healthStatus", task.healthStatusAsString());
        EvidenceDocument.put(node, "createdAt", task.createdAt());
        EvidenceDocument.put(node, "startedAt", task.startedAt());
        EvidenceDocument.put(node, "stoppingAt", task.stoppingAt());
        EvidenceDocument.put(node, "stoppedAt", task.stoppedAt());
        ArrayNode containers = node.putArray("containers");
        task.containers().forEach(container -> container(container, containers.addObject()));
    }

    private static void container(Container container, ObjectNode node) {
        EvidenceDocument.put(node, "name", container.name());
        EvidenceDocument.put(node, "image", container.image());
        EvidenceDocument.put(node, "imageDigest", container.imageDigest());
        EvidenceDocument.put(node, "lastStatus", container.lastStatus());
        EvidenceDocument.put(node, "exitCode", container.exitCode());
        EvidenceDocument.put(node, "reason", container.reason());
        EvidenceDocument.put(node, "healthStatus", container.healthStatusAsString());
        EvidenceDocument.put(node, "runtimeId", container.runtimeId());
    }
}
