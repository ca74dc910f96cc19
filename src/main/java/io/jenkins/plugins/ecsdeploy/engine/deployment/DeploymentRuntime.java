package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.AnsweredGates;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * What all deployments of a program share: time and threads, the poller, the controllers that there are, and who has
 * answered at gates.
 */
public record DeploymentRuntime(
        Scheduler scheduler, Poller poller, List<ControllerType> controllers, AnsweredGates answers) {
    /** One in which nobody has answered yet. */
    public DeploymentRuntime(Scheduler scheduler, Poller poller, List<ControllerType> controllers) {
        this(scheduler, poller, controllers, new AnsweredGates());
    }

    /**
     * The controller of a service.
     *
     * @throws EngineException if the service is not active, or is controlled by none of these
     */
    public ControllerType controllerOf(Service service, String cluster, String name) {
        if (!"ACTIVE".equals(service.status())) {
            throw new EngineException("Service " + name + " in cluster " + cluster + " is " + service.status()
                    + "; only an ACTIVE service can be deployed to. Create it again or name another one");
        }
        // Absent where a service was created without naming one (API reference, CreateService, deploymentController).
        String type = service.deploymentController() == null
                ? DeploymentControllerType.ECS.toString()
                : service.deploymentController().typeAsString();
        return controllers.stream()
                .filter(known -> known.name().equals(type))
                .findFirst()
                .orElseThrow(() -> new EngineException("Service " + name + " in cluster " + cluster
                        + " has the deployment controller " + type + "; ecsDeploy deploys services with the controller "
                        + controllers.stream().map(ControllerType::name).collect(Collectors.joining(" or ")) + ". "
                        + remedy(type)));
    }

    private static String remedy(String type) {
        return DeploymentControllerType.CODE_DEPLOY.toString().equals(type)
                ? "Deploy it with CodeDeploy, or change its controller to ECS"
                : "Deploy it with the tool that controls it, or create it with the controller ECS";
    }

    /** The controller that a deployment was begun with. */
    ControllerType controllerOf(DeploymentRecord begun) {
        return controllers.stream()
                .filter(known -> known.name().equals(begun.controller()))
                .findFirst()
                .orElseThrow(() -> new EngineException("The deployment was begun with the deployment controller "
                        + begun.controller() + ", which this version does not know. Look at the service: "
                        + begun.url()));
    }
}
