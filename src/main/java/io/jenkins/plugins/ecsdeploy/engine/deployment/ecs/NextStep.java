package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceSettings;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** What brings a service to a revision that is there, or is to be. */
enum NextStep {
    DEPLOY,
    /** The service has it, but its deployment has failed. */
    DEPLOY_AGAIN,
    /** It is being deployed already. */
    FOLLOW,
    /** The service has it, and other settings than wanted, for which ECS begins no deployment. */
    UPDATE,
    NOTHING;

    /**
     * The step for that service.
     *
     * @param same whether it is set to the revision already
     * @param primary its primary deployment; {@code null}: none
     */
    static NextStep of(DeployRequest request, boolean same, Service live, Deployment primary) {
        if (!same || request.forceNewDeployment() || !request.skipUnchanged()) {
            return DEPLOY;
        }
        if (primary != null && primary.rolloutState() == DeploymentRolloutState.FAILED) {
            return DEPLOY_AGAIN;
        }
        if (Conflict.isInProgress(primary)) {
            return FOLLOW;
        }
        return new ServiceSettings(request).differ(live) ? UPDATE : NOTHING;
    }
}
