package io.jenkins.plugins.ecsdeploy.engine.deployment;

/** A kind of deployment controller, and the way to one for a deployment. */
public interface ControllerType {
    /** As ECS calls it (API reference, DeploymentController, {@code type}). */
    String name();

    Controller open(DeploymentContext deployment);

    /** Who plans what such a controller would do. */
    Planner planner(DeploymentContext deployment);
}
