package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ShownProgress;
import java.util.Comparator;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** Tells what happens, each thing once: service events as they come, and the task counts whenever they change. */
public final class ProgressLog {
    private ProgressLog() {}

    /** Shows the events since the last look. */
    public static void events(Service service, DeploymentContext deployment) {
        ShownProgress shown = deployment.record().shown();
        service.events().stream()
                .filter(event -> event.createdAt().isAfter(shown.eventsUntil()))
                .sorted(Comparator.comparing(ServiceEvent::createdAt))
                .forEachOrdered(event -> {
                    deployment.log("  ECS: " + event.message());
                    shown.eventsUntil(event.createdAt());
                });
    }

    /**
     * Shows how many tasks there are, if that is news.
     *
     * @param counts in words
     */
    public static void counts(String counts, DeploymentContext deployment) {
        if (deployment.record().shown().isNewCounts(counts)) {
            deployment.log("  " + Arns.shortName(deployment.record().taskDefinitionArn()) + ": " + counts);
        }
    }
}
