package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;

/** What a deployment needs of the program in which it runs. */
public interface DeploymentHost {
    /** ECS as the identity of this deployment. Asked for at every step, so that credentials may change meanwhile. */
    EcsApi ecs();

    /** Shows a line to the people who wait. */
    void log(String line);

    /** Keeps the record; when this returns it must outlive the program. */
    void remember(DeploymentRecord record);

    /** The deployment ended well; called once, and then neither this nor {@link #failed} again. */
    void succeeded(DeploymentRecord record);

    /** The deployment, or following it, failed; called once, and then neither this nor {@link #succeeded} again. */
    void failed(RuntimeException failure);
}
