package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;

/** Why tasks failed, collected while ECS still knows: it forgets stopped tasks after about an hour. */
final class FailureEvidence {
    private static final int LAST_EVENTS = 5;

    private FailureEvidence() {}

    /** The evidence in lines to read; never throws, for it must not hide the failure that it explains. */
    static List<String> collect(EcsApi ecs, DeploymentRecord record, Service service) {
        List<String> lines = new ArrayList<>();
        try {
            stoppedTasks(ecs, record, lines);
        } catch (SdkException e) {
            lines.add("Stopped tasks could not be read: " + AwsFailure.text(e));
        }
        lastEvents(service, record, lines);
        return lines;
    }

    private static void stoppedTasks(EcsApi ecs, DeploymentRecord record, List<String> lines) {
        // Tasks of a service are started by its deployment: Task.startedBy is the deployment's ecs-svc id.
        Map<String, List<Task>> byReason = ecs.stoppedTasks(record.cluster, record.service).stream()
                .filter(task -> record.deploymentId == null || record.deploymentId.equals(task.startedBy()))
                .filter(task -> !stoppedByTheRollback(task))
                .sorted(Comparator.comparing(Task::stoppedAt, Comparator.nullsLast(Comparator.naturalOrder()))
                        .reversed())
                .collect(Collectors.groupingBy(FailureEvidence::stopReason, LinkedHashMap::new, Collectors.toList()));
        byReason.forEach((reason, tasks) -> {
            lines.add((tasks.size() == 1 ? "1 task" : tasks.size() + " tasks") + " stopped: " + reason);
            tasks.get(0).containers().forEach(container -> container(container, lines));
        });
    }

    /** Tasks that ECS stopped because the deployment had failed are no cause of it. */
    private static boolean stoppedByTheRollback(Task task) {
        return task.stoppedReason() != null && task.stoppedReason().startsWith("Scaling activity initiated by");
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

    private static void lastEvents(Service service, DeploymentRecord record, List<String> lines) {
        List<ServiceEvent> events = service.events().stream()
                .filter(event -> event.createdAt().toEpochMilli() >= record.beganMillis)
                .limit(LAST_EVENTS)
                .toList();
        if (!events.isEmpty()) {
            lines.add("Last events, newest first:");
            events.forEach(event -> lines.add("  " + event.createdAt() + " " + event.message()));
        }
    }
}
