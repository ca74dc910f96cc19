package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.deployment.Controller;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ControllerType;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Planner;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;

/** CodeDeploy, which is the controller of services that were created for blue/green deployments with it. */
public final class CodeDeployControllerType implements ControllerType {
    private final KnownGroups groups = new KnownGroups();

    @Override
    public String name() {
        return DeploymentControllerType.CODE_DEPLOY.toString();
    }

    @Override
    public Controller open(DeploymentContext deployment) {
        return new CodeDeployController(deployment, groups);
    }

    @Override
    public Planner planner(DeploymentContext deployment) {
        return new CodeDeployPlanner(deployment, groups);
    }
}
