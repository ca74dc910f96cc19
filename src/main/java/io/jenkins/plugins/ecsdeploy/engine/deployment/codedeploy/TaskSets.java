package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Finds task sets of a service. A service of CodeDeploy has no deployments of ECS: its task sets say what it runs. */
final class TaskSets {
    private TaskSets() {}

    /** The one that has the production traffic. */
    static Optional<TaskSet> primary(Service service) {
        return service.taskSets().stream()
                .filter(set -> "PRIMARY".equals(set.status()))
                .findFirst();
    }

    /** The one that a deployment of CodeDeploy has made. */
    static Optional<TaskSet> of(Service service, String deploymentId) {
        return service.taskSets().stream()
                .filter(set -> deploymentId.equals(set.externalId()))
                .findFirst();
    }

    /** The revision that has the production traffic. */
    static String liveRevision(Service service) {
        return primary(service).map(TaskSet::taskDefinition).orElseGet(service::taskDefinition);
    }
}
