package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.Strategy;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/** Writes down and says that ECS has begun a deployment, so that it is followed from now on. */
final class BegunDeployment {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final EcsState state;

    BegunDeployment(DeploymentContext deployment, EcsState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
    }

    /** The service's primary deployment is ours. */
    void follow(Service updated) {
        Optional<Deployment> primary = ServiceVerdict.primary(updated);
        state.deploymentId = primary.map(Deployment::id).orElse(null);
        // The answer may still name the deployment before ours.
        if (!Objects.equals(updated.currentServiceDeployment(), state.previousDeploymentArn)) {
            state.deploymentArn = updated.currentServiceDeployment();
        }
        record.follow(primary.map(Deployment::createdAt).orElse(deployment.now()), deployment.now());
        deployment.remember();
        deployment.log("Deploying " + Outcome.what(record)
                + Strategy.of(updated.deploymentConfiguration()).by() + " (it runs "
                + Arns.shortName(record.previousTaskDefinitionArn()) + ")");
        deployment.log("  " + record.deploymentInWords());
        deployment.log("  " + record.url());
    }

    /** Our deployment is not the service's newest any more. */
    void followLost(Service live, ServiceDeploymentBrief ours) {
        deployment.log("The update had been made before, and ECS has gone on since; looking what became of it");
        state.deploymentArn = ours.serviceDeploymentArn();
        state.deploymentId = idOf(live, record.taskDefinitionArn());
        record.follow(ours.createdAt(), deployment.now());
        deployment.remember();
        deployment.log("  " + record.deploymentInWords());
    }

    /** The service is on its way back by a deployment of its own: that is the rollback. */
    void followTheWayBack(Service live, DeploymentRecord taken) {
        record.previousTaskDefinitionArn(taken.taskDefinitionArn());
        deployment.setRevision(live.taskDefinition());
        state.previousDeploymentArn = null;
        follow(live);
    }

    /** The id of the service's deployment of a revision; {@code null} when that is not there any more. */
    static String idOf(Service live, String taskDefinitionArn) {
        return live.deployments().stream()
                .filter(d -> d.taskDefinition().equals(taskDefinitionArn))
                .map(Deployment::id)
                .findFirst()
                .orElse(null);
    }
}
