package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * A deployment that ECS stops because somebody has begun another one. By its status alone it could as well have failed
 * (developer guide, "View service history using Amazon ECS service deployments", {@code STOPPED}).
 */
final class Replaced {
    private final DeploymentContext deployment;
    private final EcsState state;
    private final Conflict conflict;

    Replaced(DeploymentContext deployment, EcsState state) {
        this.deployment = deployment;
        this.state = state;
        this.conflict = new Conflict(deployment);
    }

    /** The verdict on ours, if it was replaced. */
    Optional<Verdict> verdict(ServiceDeployment ours, Service service) {
        boolean stops = ours.status() == ServiceDeploymentStatus.STOP_REQUESTED;
        if (!stops && ours.status() != ServiceDeploymentStatus.STOPPED
                || deployment.record().rollback().isAsked()) {
            return Optional.empty();
        }
        return ServiceVerdict.primary(service)
                .filter(other -> !other.id().equals(state.deploymentId))
                .map(other -> new Verdict(stops ? State.GOING_BACK : State.FAILED, words(service, other)));
    }

    private String words(Service service, Deployment other) {
        String arn = service.currentServiceDeployment();
        return "it was replaced by deployment " + (arn == null ? other.id() : arn) + " of "
                + Arns.shortName(other.taskDefinition()) + ", begun " + other.createdAt()
                + conflict.whose(service, other);
    }
}
