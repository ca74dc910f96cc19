package io.jenkins.plugins.ecsdeploy.engine.sync;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** What DescribeServices tells of what a service runs. */
record LiveService(Service service) {
    private static final String PRIMARY = "PRIMARY";

    /** The ARN of the revision that the service is set to; with CodeDeploy, that of the tasks with production traffic. */
    String taskDefinition() {
        return service.taskSets().stream()
                .filter(set -> PRIMARY.equals(set.status()))
                .map(TaskSet::taskDefinition)
                .findFirst()
                .orElseGet(service::taskDefinition);
    }

    /** The ARN of the one service revision that it runs; empty where there are several, or none. */
    Optional<String> serviceRevision() {
        return service.currentServiceRevisions().size() == 1
                ? Optional.ofNullable(service.currentServiceRevisions().get(0).arn())
                : Optional.empty();
    }

    /**
     * Why it cannot be left alone even if its task definition is the one that is wanted: it may not come to that, or not
     * stay there.
     */
    Optional<String> unrest() {
        boolean failed = service.deployments().stream().anyMatch(LiveService::hasFailed);
        boolean moving = service.deployments().size() > 1
                || service.taskSets().size() > 1
                || service.deployments().stream()
                        .anyMatch(each -> each.rolloutState() == DeploymentRolloutState.IN_PROGRESS);
        return failed
                ? Optional.of("its deployment failed")
                : moving ? Optional.of("a deployment is in progress") : Optional.empty();
    }

    private static boolean hasFailed(Deployment deployment) {
        return PRIMARY.equals(deployment.status()) && deployment.rolloutState() == DeploymentRolloutState.FAILED;
    }
}
