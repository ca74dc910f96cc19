package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * The last deployment of a service, which is complete, so that what the service runs is what was meant to run.
 *
 * @param taskDefinitionArn the revision that it has brought the service to
 * @param serviceRevisionArn ECS's name of that with all that belongs to it; absent where ECS has none, or does not tell
 */
record CompleteDeployment(String taskDefinitionArn, Optional<String> serviceRevisionArn) {
    /**
     * Finds it, whoever carries out the service's deployments.
     *
     * @param log hears what could not be looked at
     * @throws EngineException if it is in progress, has failed or was rolled back, with its state
     */
    static CompleteDeployment of(EcsApi ecs, Service service, Consumer<String> log) {
        if (!"ACTIVE".equals(service.status())) {
            throw refused(service, "it is " + service.status());
        }
        // Absent where a service was created without naming one (API reference, CreateService, deploymentController).
        DeploymentControllerType controller = service.deploymentController() == null
                ? DeploymentControllerType.ECS
                : service.deploymentController().type();
        return switch (controller) {
            case ECS -> CompleteRollout.of(ecs, service, log);
            case CODE_DEPLOY -> CompleteBlueGreen.of(ecs, service);
            default ->
                throw refused(
                        service,
                        "it has the deployment controller "
                                + service.deploymentController().typeAsString()
                                + ", whose deployments are not known");
        };
    }

    /** @param reason why what it runs is not taken */
    static EngineException refused(Service service, String reason) {
        return new EngineException("The images of " + inWords(service) + " are not taken over: " + reason
                + ". Only those of a service whose last deployment is complete are. Deploy there first, or name the images"
                + " by images");
    }

    static String inWords(Service service) {
        return "service " + service.serviceName() + " in cluster "
                + service.clusterArn().substring(service.clusterArn().lastIndexOf('/') + 1);
    }
}
