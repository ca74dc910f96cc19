package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** Tells what happens, each thing once: service events as they come, and the task counts whenever they change. */
final class ProgressLog {
    private ProgressLog() {}

    /** Shows what is new since the last look and remembers in the record that it was shown. */
    static void show(Service service, DeploymentRecord record, Consumer<String> log) {
        events(service, record, log);
        ServiceVerdict.byId(service, record.deploymentId).ifPresent(ours -> counts(ours, record, log));
    }

    private static void events(Service service, DeploymentRecord record, Consumer<String> log) {
        Instant shown = Instant.ofEpochMilli(record.eventsShownMillis);
        service.events().stream()
                .filter(event -> event.createdAt().isAfter(shown))
                .sorted(Comparator.comparing(ServiceEvent::createdAt))
                .forEachOrdered(event -> {
                    log.accept("  ECS: " + event.message());
                    record.eventsShownMillis = roundedUp(event.createdAt());
                });
    }

    private static void counts(Deployment ours, DeploymentRecord record, Consumer<String> log) {
        String counts = ours.runningCount() + " of " + ours.desiredCount() + " tasks running"
                + part(ours.pendingCount(), " pending") + part(ours.failedTasks(), " failed");
        if (!Objects.equals(counts, record.countsShown)) {
            log.accept("  " + Arns.shortName(ours.taskDefinition()) + ": " + counts);
            record.countsShown = counts;
        }
    }

    private static String part(Integer count, String what) {
        return count == null || count == 0 ? "" : ", " + count + what;
    }

    /** ECS gives fractions of a millisecond; rounded down, the same event would be shown again. */
    private static long roundedUp(Instant time) {
        long millis = time.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
    }
}
