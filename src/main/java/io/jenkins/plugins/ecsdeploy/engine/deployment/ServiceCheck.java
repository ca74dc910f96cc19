package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Service;

/** Refuses, before anything is registered or changed, what cannot be deployed to. */
final class ServiceCheck {
    private ServiceCheck() {}

    /** @throws EngineException if the service is not active, or its deployments are not ECS's own */
    static void deployable(Service service, String cluster, String name) {
        if (!"ACTIVE".equals(service.status())) {
            throw new EngineException("Service " + name + " in cluster " + cluster + " is " + service.status()
                    + "; only an ACTIVE service can be deployed to. Create it again or name another one");
        }
        DeploymentControllerType controller = service.deploymentController() == null
                ? DeploymentControllerType.ECS
                : service.deploymentController().type();
        if (controller != DeploymentControllerType.ECS) {
            throw new EngineException("Service " + name + " in cluster " + cluster + " has the deployment controller "
                    + service.deploymentController().typeAsString()
                    + "; ecsDeploy deploys services with the controller ECS. " + remedy(controller));
        }
    }

    private static String remedy(DeploymentControllerType controller) {
        return controller == DeploymentControllerType.CODE_DEPLOY
                ? "Deploy it with CodeDeploy, or change its controller to ECS"
                : "Deploy it with the tool that controls it, or create it with the controller ECS";
    }
}
