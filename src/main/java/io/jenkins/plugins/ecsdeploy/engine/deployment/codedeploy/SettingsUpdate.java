package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceSettings;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

/** What UpdateService may change of a service that CodeDeploy deploys: how many tasks it has, and their tags. */
final class SettingsUpdate {
    private final DeploymentContext deployment;
    private final DeployRequest request;
    private final CodeDeployState state;

    SettingsUpdate(DeploymentContext deployment, CodeDeployState state) {
        this.deployment = deployment;
        this.request = deployment.request();
        this.state = state;
    }

    /**
     * Brings the service to what the caller wants, if it is not there yet. No deployment begins, and the same values may be
     * sent again.
     *
     * @return whether something had to be changed
     */
    boolean bring(Service live) {
        ServiceSettings wanted = new ServiceSettings(request);
        if (!wanted.differ(live)) {
            return false;
        }
        state.settingsChanged = true;
        deployment.remember();
        try {
            deployment.ecs().updateService(wanted.update().build());
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e)
                    ? e
                    : AwsFailure.explain("UpdateService " + request.service() + " in cluster " + request.cluster(), e);
        }
        request.desiredCount().ifPresent(count -> deployment.log("The service is to run " + count + " tasks"));
        return true;
    }
}
