package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Judges a deployment by DescribeServices, for accounts where DescribeServiceDeployments is not permitted or not there.
 * After a rollback the service is stable again, with a new primary deployment of the old revision, so being stable says
 * nothing: the deployment with our id must be complete, and the primary's revision must be ours.
 */
final class ServiceVerdict {
    private ServiceVerdict() {}

    static Verdict of(Service service, String deploymentId, String taskDefinitionArn, String previousArn) {
        Optional<Deployment> primary = primary(service);
        Optional<Deployment> ours = byId(service, deploymentId);
        String revision = Arns.shortName(taskDefinitionArn);
        if (ours.isEmpty()) {
            return vanished(deploymentId + " of " + revision, primary, previousArn);
        }
        Deployment deployment = ours.get();
        if (deployment.rolloutState() == DeploymentRolloutState.FAILED) {
            return primary.filter(p -> !p.id().equals(deploymentId))
                    .map(p ->
                            new Verdict(stillRollingBack(p) ? State.GOING_BACK : State.ROLLED_BACK, reason(deployment)))
                    .orElseGet(() -> new Verdict(State.FAILED, reason(deployment)));
        }
        if (primary.isPresent() && !primary.get().id().equals(deploymentId)) {
            return new Verdict(
                    State.FAILED,
                    "another deployment, of " + Arns.shortName(primary.get().taskDefinition())
                            + ", has taken the place of " + revision);
        }
        return deployment.rolloutState() == DeploymentRolloutState.COMPLETED
                ? completed(deployment, taskDefinitionArn)
                : Verdict.goingOn();
    }

    /** Judges the deployment that brings the service back after ours has failed. */
    static Verdict ofRollback(Service service, DeploymentRecord record, EcsState state) {
        Verdict back = of(
                service,
                state.rollbackDeploymentId,
                record.previousTaskDefinitionArn(),
                record.previousTaskDefinitionArn());
        switch (back.state()) {
            case SUCCEEDED:
                return new Verdict(State.ROLLED_BACK, record.failure());
            case GOING_ON:
                return new Verdict(State.GOING_BACK, record.failure());
            default:
                record.rollback().fail(back.reason());
                return new Verdict(State.FAILED, record.failure());
        }
    }

    private static Verdict vanished(String what, Optional<Deployment> primary, String previousArn) {
        String reason = "the deployment " + what + " is gone from the service"
                + primary.map(p -> ", its primary deployment is of "
                                + Arns.shortName(p.taskDefinition())
                                + (reason(p).isEmpty() ? "" : " (" + reason(p) + ")"))
                        .orElse("");
        boolean back =
                primary.filter(p -> p.taskDefinition().equals(previousArn)).isPresent();
        return new Verdict(back ? State.ROLLED_BACK : State.FAILED, reason);
    }

    /** The deployment that ECS works towards, absent only while a service is deleted. */
    static Optional<Deployment> primary(Service service) {
        return service.deployments().stream()
                .filter(d -> "PRIMARY".equals(d.status()))
                .findFirst();
    }

    static Optional<Deployment> byId(Service service, String deploymentId) {
        return service.deployments().stream()
                .filter(d -> d.id().equals(deploymentId))
                .findFirst();
    }

    private static Verdict completed(Deployment deployment, String taskDefinitionArn) {
        return taskDefinitionArn.equals(deployment.taskDefinition())
                ? Verdict.succeeded()
                : new Verdict(
                        State.FAILED,
                        "the service runs " + Arns.shortName(deployment.taskDefinition()) + ", not "
                                + Arns.shortName(taskDefinitionArn));
    }

    private static boolean stillRollingBack(Deployment primary) {
        return primary.rolloutState() == DeploymentRolloutState.IN_PROGRESS;
    }

    private static String reason(Deployment deployment) {
        return deployment.rolloutStateReason() == null ? "" : deployment.rolloutStateReason();
    }
}
