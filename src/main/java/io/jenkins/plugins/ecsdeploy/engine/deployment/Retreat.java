package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
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
final class Retreat {
    private final EcsApi ecs;
    private final DeploymentRecord record;
    private final DeploymentHost host;

    Retreat(EcsApi ecs, DeploymentRecord record, DeploymentHost host) {
        this.ecs = ecs;
        this.record = record;
        this.host = host;
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
        if (!stopped(StopServiceDeploymentStopType.ABORT)) {
            update();
        }
    }

    /** Where the deployment has ended without a rollback there is nothing to stop any more. */
    void rollBackWhatHasEnded() {
        write();
        update();
    }

    private void write() {
        if (!record.retreating) {
            record.retreating = true;
            host.remember(record);
        }
    }

    /** False when it cannot be stopped this way. StopServiceDeployment continues a stop that it had begun before. */
    private boolean stopped(StopServiceDeploymentStopType type) {
        if (record.deploymentArn == null) {
            return false;
        }
        host.log("Asking ECS to " + (type == StopServiceDeploymentStopType.ROLLBACK ? "roll back " : "stop ")
                + record.deploymentArn + " (StopServiceDeployment " + type + ")");
        try {
            ecs.stopServiceDeployment(record.deploymentArn, type);
            host.log("  ECS answered that it does");
            record.stopAccepted = true;
            host.remember(record);
            return true;
        } catch (ConflictException e) {
            host.log("  ECS answered that it has ended already: " + AwsFailure.text(e));
            return true;
        } catch (SdkException e) {
            // ECS's own guide knows the stop type ROLLBACK only, and an older endpoint refuses others.
            if (!AwsFailure.isUnavailable(e) && !(e instanceof InvalidParameterException)) {
                throw e;
            }
            host.log("  ECS answered: " + AwsFailure.text(e));
            return false;
        }
    }

    private void update() {
        String before = Arns.shortName(record.previousTaskDefinitionArn);
        Optional<Deployment> primary = ServiceVerdict.primary(Services.describe(ecs, record.cluster, record.service));
        if (primary.filter(d -> !d.id().equals(record.deploymentId)).isPresent()) {
            goOnWith(primary.get());
            return;
        }
        if (record.previousUnproven) {
            record.retreatFailure = "no revision is known that it ran successfully before";
            host.log("  The service is not brought back: " + record.retreatFailure);
            return;
        }
        if (record.previousTaskDefinitionArn.equals(record.taskDefinitionArn)) {
            record.retreatFailure = "it ran " + before + " before, too, so there is nothing to go back to";
            host.log("  The service is not brought back: " + record.retreatFailure);
            return;
        }
        host.log("Asking ECS to bring service " + record.service + " back to " + before + " (UpdateService)");
        Service updated = ecs.updateService(UpdateServiceRequest.builder()
                .cluster(record.cluster)
                .service(record.service)
                .taskDefinition(record.previousTaskDefinitionArn)
                .build());
        host.log("  ECS answered that it does");
        record.retreatDeploymentId =
                ServiceVerdict.primary(updated).map(Deployment::id).orElse(null);
        host.remember(record);
    }

    /** Our deployment is not the service's any more: by our own update before a crash, or by somebody else. */
    private void goOnWith(Deployment primary) {
        if (primary.taskDefinition().equals(record.previousTaskDefinitionArn)) {
            record.retreatDeploymentId = primary.id();
            host.log("  The service is on its way back already");
        } else {
            record.retreatFailure =
                    "another deployment, of " + Arns.shortName(primary.taskDefinition()) + ", has taken its place";
            host.log("  The service is not brought back: " + record.retreatFailure);
        }
        host.remember(record);
    }
}
