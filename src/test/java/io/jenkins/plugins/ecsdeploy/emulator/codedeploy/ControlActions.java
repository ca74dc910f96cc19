package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.Map;

/** Intervenes in a deployment: ContinueDeployment, StopDeployment. */
final class ControlActions {
    private final CodeDeployState state;

    ControlActions(CodeDeployState state) {
        this.state = state;
    }

    void register(Map<String, Action> actions) {
        actions.put("ContinueDeployment", this::resume);
        actions.put("StopDeployment", this::stop);
    }

    private ObjectNode resume(ObjectNode request, Caller caller) {
        CodeDeployment deployment = open(request);
        String wait = Json.has(request, "deploymentWaitType") ? Json.text(request, "deploymentWaitType") : "READY_WAIT";
        switch (wait) {
            case "READY_WAIT" -> {
                if (deployment.status != Status.Ready) {
                    throw AwsError.of(
                            "DeploymentIsNotInReadyStateException",
                            "The deployment " + deployment.id + " is not in the status Ready.");
                }
            }
            case "TERMINATION_WAIT" -> {
                if (!deployment.terminationWaitStarted) {
                    throw AwsError.of(
                            "InvalidDeploymentStatusException",
                            "The deployment " + deployment.id + " does not wait for the termination of instances.");
                }
            }
            default -> throw AwsError.of("InvalidDeploymentWaitTypeException", "There is no wait type " + wait);
        }
        if (deployment.whenContinued != null) {
            deployment.whenContinued.run();
        }
        return Json.object();
    }

    private ObjectNode stop(ObjectNode request, Caller caller) {
        CodeDeployment deployment = open(request);
        // Source: "Stopping a deployment" for deployments that CloudFormation drives.
        if (deployment.creator.startsWith("CloudFormation")) {
            throw AwsError.of(
                    "UnsupportedActionForDeploymentTypeException",
                    "A deployment that AWS CloudFormation has begun cannot be stopped by CodeDeploy.");
        }
        Boolean rollback = Json.has(request, "autoRollbackEnabled") ? Json.flag(request, "autoRollbackEnabled") : null;
        boolean stopped = state.endings.stop(deployment, rollback);
        return stopped
                ? Json.object().put("status", "Succeeded").put("statusMessage", "The deployment has been stopped.")
                : Json.object().put("status", "Pending").put("statusMessage", "The deployment is being stopped.");
    }

    private CodeDeployment open(ObjectNode request) {
        CodeDeployment deployment = state.deployment(Json.text(request, "deploymentId"));
        if (!deployment.open()) {
            throw AwsError.of(
                    "DeploymentAlreadyCompletedException", "The deployment " + deployment.id + " is already complete.");
        }
        return deployment;
    }
}
