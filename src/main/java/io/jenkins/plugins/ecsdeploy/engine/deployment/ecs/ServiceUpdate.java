package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceSettings;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.LateReason;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Deployment;
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
        UpdateServiceRequest.Builder update =
                new ServiceSettings(request).update().taskDefinition(record.taskDefinitionArn());
        if (force) {
            update.forceNewDeployment(true);
        }
        try {
            return deployment.ecs().updateService(update.build());
        } catch (SdkException e) {
            if (AwsFailure.isTransient(e)) {
                throw e;
            }
            record.phase(Phase.REGISTERED);
            String words = AwsFailure.explain(
                            "UpdateService " + request.service() + " in cluster " + request.cluster() + " to "
                                    + Arns.shortName(record.taskDefinitionArn()),
                            e)
                    .getMessage();
            throw new EngineException(words + LateReason.remedy(words), e);
        }
    }
}
