package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Status;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** UpdateService: the revision, and what else the caller wants of the service. */
final class ServiceUpdate {
    private final DeploymentContext deployment;
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final EcsState state;
    private final BegunDeployment begun;

    ServiceUpdate(DeploymentContext deployment, EcsState state, BegunDeployment begun) {
        this.deployment = deployment;
        this.request = deployment.request();
        this.record = deployment.record();
        this.state = state;
        this.begun = begun;
    }

    /** Whether the service's settings are others than the caller wants. */
    boolean changesSettings(Service live) {
        return differs(request.desiredCount(), live.desiredCount())
                || differs(request.enableEcsManagedTags(), live.enableECSManagedTags())
                || differs(request.propagateTags().map(PropagateTags::fromValue), live.propagateTags());
    }

    private static <T> boolean differs(Optional<T> wanted, T is) {
        return wanted.filter(value -> !value.equals(is)).isPresent();
    }

    /** Answers whether it is known what ECS made of it. */
    boolean run(boolean force) {
        deployment.rememberBefore(Phase.UPDATING);
        Service updated = update(force);
        Deployment primary = ServiceVerdict.primary(updated).orElse(null);
        if (state.isOurs(primary, record.taskDefinitionArn())) {
            begun.follow(updated);
        } else if (record.isSameDefinition() && !force) {
            deployment.log("The service's settings were updated; ECS starts no deployment for them");
            deployment.end(Status.UPDATED);
        } else {
            state.updateAcceptedMillis = deployment.now().toEpochMilli();
            deployment.remember();
            return false;
        }
        return true;
    }

    private Service update(boolean force) {
        UpdateServiceRequest.Builder update = UpdateServiceRequest.builder()
                .cluster(request.cluster())
                .service(request.service())
                .taskDefinition(record.taskDefinitionArn());
        // Only what the caller named is sent: an empty value would take a setting away from the service.
        if (force) {
            update.forceNewDeployment(true);
        }
        request.desiredCount().ifPresent(update::desiredCount);
        request.propagateTags().ifPresent(update::propagateTags);
        request.enableEcsManagedTags().ifPresent(update::enableECSManagedTags);
        try {
            return deployment.ecs().updateService(update.build());
        } catch (SdkException e) {
            if (AwsFailure.isTransient(e)) {
                throw e;
            }
            record.phase(Phase.REGISTERED);
            throw AwsFailure.explain(
                    "UpdateService " + request.service() + " in cluster " + request.cluster() + " to "
                            + Arns.shortName(record.taskDefinitionArn()),
                    e);
        }
    }
}
