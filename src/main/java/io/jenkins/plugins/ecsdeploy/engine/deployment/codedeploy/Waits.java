package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import software.amazon.awssdk.services.codedeploy.model.BlueGreenDeploymentConfiguration;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.InstanceAction;

/**
 * For how long CodeDeploy waits on the way, as a group or one of its deployments says.
 *
 * @param readyMinutes for somebody to let the traffic move; 0: it does not wait for that
 * @param terminationMinutes before it takes the old tasks away
 */
record Waits(int readyMinutes, int terminationMinutes) {
    static Waits of(DeploymentGroupInfo group) {
        return of(group.blueGreenDeploymentConfiguration());
    }

    static Waits of(DeploymentInfo deployment) {
        return of(deployment.blueGreenDeploymentConfiguration());
    }

    private static Waits of(BlueGreenDeploymentConfiguration config) {
        if (config == null) {
            return new Waits(0, 0);
        }
        boolean stops = config.deploymentReadyOption() != null
                && config.deploymentReadyOption().actionOnTimeout() == DeploymentReadyAction.STOP_DEPLOYMENT;
        boolean terminates = config.terminateBlueInstancesOnDeploymentSuccess() != null
                && config.terminateBlueInstancesOnDeploymentSuccess().action() == InstanceAction.TERMINATE;
        return new Waits(
                stops ? minutes(config.deploymentReadyOption().waitTimeInMinutes()) : 0,
                terminates
                        ? minutes(config.terminateBlueInstancesOnDeploymentSuccess()
                                .terminationWaitTimeInMinutes())
                        : 0);
    }

    private static int minutes(Integer value) {
        return value == null ? 0 : value;
    }

    boolean hasGate() {
        return readyMinutes > 0;
    }
}
