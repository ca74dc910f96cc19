package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** Tells what happens, each thing once: service events as they come, and the task counts whenever they change. */
final class ProgressLog {
    private ProgressLog() {}

    /** Shows what is new since the last look and remembers in the record that it was shown. */
    static void show(Service service, DeploymentRecord record, Consumer<String> log) {
        events(service, record, log);
        ServiceVerdict.byId(service, record.deploymentId).ifPresent(ours -> counts(Counts.of(ours), record, log));
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

    /** Shows how many tasks there are, if that is news. */
    static void counts(Counts counts, DeploymentRecord record, Consumer<String> log) {
        String words = counts.inWords();
        if (!Objects.equals(words, record.countsShown)) {
            log.accept("  " + Arns.shortName(record.taskDefinitionArn) + ": " + words);
            record.countsShown = words;
        }
    }

    /** ECS gives fractions of a millisecond; rounded down, the same event would be shown again. */
    private static long roundedUp(Instant time) {
        long millis = time.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
    }
}
