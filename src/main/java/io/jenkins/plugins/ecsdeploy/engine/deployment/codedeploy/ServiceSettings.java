package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What UpdateService may change of a service that CodeDeploy deploys: how many tasks it has, and their tags. */
final class ServiceSettings {
    private final DeploymentContext deployment;
    private final DeployRequest request;
    private final CodeDeployState state;

    ServiceSettings(DeploymentContext deployment, CodeDeployState state) {
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
        boolean differs = differs(request.desiredCount(), live.desiredCount())
                || differs(request.enableEcsManagedTags(), live.enableECSManagedTags())
                || differs(request.propagateTags().map(PropagateTags::fromValue), live.propagateTags());
        if (!differs) {
            return false;
        }
        state.settingsChanged = true;
        deployment.remember();
        UpdateServiceRequest.Builder update =
                UpdateServiceRequest.builder().cluster(request.cluster()).service(request.service());
        request.desiredCount().ifPresent(update::desiredCount);
        request.propagateTags().ifPresent(update::propagateTags);
        request.enableEcsManagedTags().ifPresent(update::enableECSManagedTags);
        try {
            deployment.ecs().updateService(update.build());
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e)
                    ? e
                    : AwsFailure.explain("UpdateService " + request.service() + " in cluster " + request.cluster(), e);
        }
        request.desiredCount().ifPresent(count -> deployment.log("The service is to run " + count + " tasks"));
        return true;
    }

    private static <T> boolean differs(Optional<T> wanted, T is) {
        return wanted.filter(value -> !value.equals(is)).isPresent();
    }
}
