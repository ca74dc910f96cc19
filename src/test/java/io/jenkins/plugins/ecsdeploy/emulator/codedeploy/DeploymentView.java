package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;

/** A deployment as GetDeployment shows it. Source: API page DeploymentInfo. */
final class DeploymentView {
    private DeploymentView() {}

    static ObjectNode of(CodeDeployment deployment) {
        GroupState group = deployment.group;
        ObjectNode node = Json.object();
        node.put("applicationName", group.application.name);
        node.put("deploymentGroupName", group.name);
        node.put("deploymentConfigName", deployment.config.name());
        node.put("deploymentId", deployment.id);
        if (deployment.previousRevision != null) {
            node.set("previousRevision", deployment.previousRevision.location());
        }
        node.set("revision", deployment.revision.location());
        node.put("status", deployment.status.name());
        if (deployment.errorCode != null) {
            node.putObject("errorInformation")
                    .put("code", deployment.errorCode)
                    .put("message", deployment.errorMessage);
        }
        Json.putTime(node, "createTime", deployment.createTime);
        Json.putTime(node, "startTime", deployment.startTime);
        Json.putTime(node, "completeTime", deployment.completeTime);
        if (deployment.started()) {
            node.set("deploymentOverview", overview(deployment));
        }
        if (deployment.description != null) {
            node.put("description", deployment.description);
        }
        node.put("creator", deployment.creator);
        node.put("ignoreApplicationStopFailures", false);
        node.set("autoRollbackConfiguration", deployment.rollbackConfiguration);
        node.put("updateOutdatedInstancesOnly", false);
        node.set("rollbackInfo", rollback(deployment));
        node.set("deploymentStyle", GroupView.style());
        node.put("instanceTerminationWaitTimeStarted", deployment.terminationWaitStarted);
        node.set(
                "blueGreenDeploymentConfiguration",
                GroupView.blueGreen(deployment.readyWait, deployment.terminationWait));
        node.set("loadBalancerInfo", GroupView.balancer(group));
        node.put("fileExistsBehavior", "DISALLOW");
        node.putArray("deploymentStatusMessages");
        node.put("computePlatform", "ECS");
        if (deployment.alarmOverride != null) {
            node.set("overrideAlarmConfiguration", deployment.alarmOverride);
        }
        return node;
    }

    /** Counts targets, of which there is one. */
    private static ObjectNode overview(CodeDeployment deployment) {
        ObjectNode node = Json.object();
        for (String state : new String[] {"Pending", "InProgress", "Succeeded", "Failed", "Skipped", "Ready"}) {
            node.put(state, state.equals(TargetView.status(deployment)) ? 1 : 0);
        }
        return node;
    }

    private static ObjectNode rollback(CodeDeployment deployment) {
        ObjectNode node = Json.object();
        if (deployment.rollbackId != null) {
            node.put("rollbackDeploymentId", deployment.rollbackId);
        }
        if (deployment.back()) {
            node.put("rollbackTriggeringDeploymentId", deployment.triggering.id);
        }
        if (deployment.rollbackMessage != null) {
            node.put("rollbackMessage", deployment.rollbackMessage);
        }
        return node;
    }
}
