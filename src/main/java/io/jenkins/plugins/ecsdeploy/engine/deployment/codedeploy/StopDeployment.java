package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;

/**
 * Asks CodeDeploy to stop our deployment, with a rollback or without, and says what was asked and what CodeDeploy
 * answered. May be repeated: a stop that was begun goes on.
 */
final class StopDeployment {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;

    StopDeployment(DeploymentContext deployment, CodeDeployState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
    }

    void run(boolean rollBack) {
        if (!record.rollback().isAsked() || state.rollsBackItself != rollBack) {
            record.rollback().ask();
            state.rollsBackItself = rollBack;
            deployment.remember();
        }
        deployment.log("Asking CodeDeploy to stop " + state.deploymentId
                + (rollBack ? " and to roll back" : ", without a rollback") + " (StopDeployment)");
        try {
            deployment.ecs().codeDeploy().stopDeployment(state.deploymentId, rollBack);
            deployment.log("  CodeDeploy answered that it does");
        } catch (DeploymentAlreadyCompletedException e) {
            deployment.log("  CodeDeploy answered that it has ended already");
        }
        state.stopAccepted = true;
        deployment.remember();
    }
}
