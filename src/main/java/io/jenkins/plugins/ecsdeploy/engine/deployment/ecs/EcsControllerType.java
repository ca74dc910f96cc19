package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.Controller;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Planner;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;

/** ECS itself, which is the controller of a service unless another one was named when it was created. */
public final class EcsControllerType implements ControllerType {
    @Override
    public String name() {
        return DeploymentControllerType.ECS.toString();
    }

    @Override
    public Controller open(DeploymentContext deployment) {
        return new EcsController(deployment);
    }

    @Override
    public Planner planner(DeploymentContext deployment) {
        return new EcsPlanner(deployment);
    }
}
