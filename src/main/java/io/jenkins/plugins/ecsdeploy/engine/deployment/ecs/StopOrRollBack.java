package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Asks ECS to stop a deployment or to go back, and says what was asked and what ECS answered. May be repeated after a
 * crash: what may have been done before is looked for, or is the same when it is done again.
 */
final class StopOrRollBack {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final EcsState state;

    StopOrRollBack(DeploymentContext deployment, EcsState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
    }

    /** Brings the service back to what it ran before. */
    void rollBack() {
        write();
        if (!stopped(StopServiceDeploymentStopType.ROLLBACK)) {
            update();
        }
    }

    /** Stops the deployment where it is; where ECS cannot, brings the service back. */
    void stop() {
        write();
        // Of one with stages the old tasks are still there; an update would begin another one with all its stages.
        if (!stopped(StopServiceDeploymentStopType.ABORT)
                && !(state.stages.areFollowed() && stopped(StopServiceDeploymentStopType.ROLLBACK))) {
            update();
        }
    }

    /** Where the deployment has ended without a rollback there is nothing to stop any more. */
    void rollBackWhatHasEnded() {
        write();
        update();
    }

    private void write() {
        if (!record.rollback().isAsked()) {
            record.rollback().ask();
            deployment.remember();
        }
    }

    /** False when it cannot be stopped this way. StopServiceDeployment continues a stop that it had begun before. */
    private boolean stopped(StopServiceDeploymentStopType type) {
        if (state.deploymentArn == null) {
            return false;
        }
        deployment.log("Asking ECS to " + (type == StopServiceDeploymentStopType.ROLLBACK ? "roll back " : "stop ")
                + state.deploymentArn + " (StopServiceDeployment " + type + ")");
        try {
            deployment.ecs().serviceDeployments().stop(state.deploymentArn, type);
            deployment.log("  ECS answered that it does");
            state.stopAccepted = true;
            deployment.remember();
            return true;
        } catch (ConflictException e) {
            deployment.log("  ECS answered that it has ended already: " + AwsFailure.text(e));
            return true;
        } catch (SdkException e) {
            // ECS's own guide knows the stop type ROLLBACK only, and an older endpoint refuses others.
            if (!AwsFailure.isUnavailable(e) && !(e instanceof InvalidParameterException)) {
                throw e;
            }
            deployment.log("  ECS answered: " + AwsFailure.text(e));
            return false;
        }
    }

    private void update() {
        String before = Arns.shortName(record.previousTaskDefinitionArn());
        Optional<Deployment> primary =
                ServiceVerdict.primary(Services.describe(deployment.ecs(), record.cluster(), record.service()));
        if (primary.filter(d -> !d.id().equals(state.deploymentId)).isPresent()) {
            goOnWith(primary.get());
            return;
        }
        if (state.previousUnproven) {
            record.rollback().fail("no revision is known that it ran successfully before");
            deployment.log(
                    "  The service is not brought back: " + record.rollback().failure());
            return;
        }
        if (record.previousTaskDefinitionArn().equals(record.taskDefinitionArn())) {
            record.rollback().fail("it ran " + before + " before, too, so there is nothing to go back to");
            deployment.log(
                    "  The service is not brought back: " + record.rollback().failure());
            return;
        }
        deployment.log("Asking ECS to bring service " + record.service() + " back to " + before + " (UpdateService)");
        Service updated = deployment
                .ecs()
                .updateService(UpdateServiceRequest.builder()
                        .cluster(record.cluster())
                        .service(record.service())
                        .taskDefinition(record.previousTaskDefinitionArn())
                        .build());
        deployment.log("  ECS answered that it does");
        if (state.stages.areFollowed()) {
            deployment.log("  That is a deployment of its own with all the stages; where a pause hook waits, somebody"
                    + " has to answer it");
        }
        state.rollbackDeploymentId =
                ServiceVerdict.primary(updated).map(Deployment::id).orElse(null);
        deployment.remember();
    }

    /** Our deployment is not the service's any more: by our own update before a crash, or by somebody else. */
    private void goOnWith(Deployment primary) {
        if (primary.taskDefinition().equals(record.previousTaskDefinitionArn())) {
            state.rollbackDeploymentId = primary.id();
            deployment.log("  The service is on its way back already");
        } else {
            record.rollback()
                    .fail("another deployment, of " + Arns.shortName(primary.taskDefinition())
                            + ", has taken its place");
            deployment.log(
                    "  The service is not brought back: " + record.rollback().failure());
        }
        deployment.remember();
    }
}
