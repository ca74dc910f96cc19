package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Arns;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Duration;

/** A deployment group as GetDeploymentGroup shows it. Source: API page DeploymentGroupInfo. */
final class GroupView {
    private GroupView() {}

    static ObjectNode of(GroupState group, Arns arns) {
        ObjectNode node = Json.object();
        node.put("applicationName", group.application.name);
        node.put("deploymentGroupId", group.id);
        node.put("deploymentGroupName", group.name);
        node.put("deploymentConfigName", group.configName);
        node.put("serviceRoleArn", arns.iam("role/ecsCodeDeployRole"));
        CodeDeployment successful = group.lastSuccessful();
        if (successful != null) {
            node.set("targetRevision", successful.revision.location());
        }
        node.putArray("triggerConfigurations");
        node.set("alarmConfiguration", group.alarmConfiguration());
        node.set("autoRollbackConfiguration", group.rollbackConfiguration());
        node.set("deploymentStyle", style());
        node.put("outdatedInstancesStrategy", "UPDATE");
        node.set("blueGreenDeploymentConfiguration", blueGreen(group.readyWait, group.terminationWait));
        node.set("loadBalancerInfo", balancer(group));
        if (successful != null) {
            node.set("lastSuccessfulDeployment", last(successful));
        }
        if (!group.deployments.isEmpty()) {
            node.set("lastAttemptedDeployment", last(group.deployments.getFirst()));
        }
        node.put("computePlatform", group.platform);
        if (group.platform.equals("ECS")) {
            node.putArray("ecsServices")
                    .addObject()
                    .put("serviceName", group.servicesAsArns ? group.service.arn : group.service.name)
                    .put("clusterName", group.servicesAsArns ? group.service.cluster.arn : group.service.cluster.name);
        }
        node.put("terminationHookEnabled", false);
        return node;
    }

    private static ObjectNode last(CodeDeployment deployment) {
        ObjectNode node = Json.object().put("deploymentId", deployment.id).put("status", deployment.status.name());
        Json.putTime(node, "createTime", deployment.createTime);
        Json.putTime(node, "endTime", deployment.completeTime);
        return node;
    }

    static ObjectNode style() {
        return Json.object().put("deploymentType", "BLUE_GREEN").put("deploymentOption", "WITH_TRAFFIC_CONTROL");
    }

    static ObjectNode blueGreen(Duration readyWait, Duration terminationWait) {
        ObjectNode node = Json.object();
        node.putObject("terminateBlueInstancesOnDeploymentSuccess")
                .put("action", terminationWait == null ? "KEEP_ALIVE" : "TERMINATE")
                .put("terminationWaitTimeInMinutes", minutes(terminationWait));
        node.putObject("deploymentReadyOption")
                .put("actionOnTimeout", readyWait == null ? "CONTINUE_DEPLOYMENT" : "STOP_DEPLOYMENT")
                .put("waitTimeInMinutes", minutes(readyWait));
        return node;
    }

    private static long minutes(Duration wait) {
        return wait == null ? 0 : wait.toMinutes();
    }

    static ObjectNode balancer(GroupState group) {
        ObjectNode node = Json.object();
        ObjectNode pair = node.putArray("targetGroupPairInfoList").addObject();
        ArrayNode names = pair.putArray("targetGroups");
        group.targetGroups.forEach(arn -> names.addObject().put("name", targetGroupName(arn)));
        pair.putObject("prodTrafficRoute").putArray("listenerArns").add(group.listener(443));
        if (group.testListener) {
            pair.putObject("testTrafficRoute").putArray("listenerArns").add(group.listener(8080));
        }
        return node;
    }

    static String targetGroupName(String arn) {
        String[] parts = arn.split("/");
        return parts.length > 1 ? parts[1] : arn;
    }
}
