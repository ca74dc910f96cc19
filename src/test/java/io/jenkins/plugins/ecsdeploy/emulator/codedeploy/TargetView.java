package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;
import io.jenkins.plugins.ecsdeploy.emulator.TaskSetState;

/** The one target of a deployment to ECS. Source: API pages DeploymentTarget, ECSTarget, ECSTaskSet. */
final class TargetView {
    private TargetView() {}

    /** "cluster:service". */
    static String id(CodeDeployment deployment) {
        ServiceState service = deployment.service();
        return service.cluster.name + ":" + service.name;
    }

    static String status(CodeDeployment deployment) {
        return switch (deployment.status) {
            case Created, Queued -> "Pending";
            case Ready -> "Ready";
            case Succeeded -> "Succeeded";
            case Failed, Stopped -> "Failed";
            default -> "InProgress";
        };
    }

    static ObjectNode of(CodeDeployment deployment) {
        ObjectNode node = Json.object().put("deploymentTargetType", "ECSTarget");
        ObjectNode target = node.putObject("ecsTarget");
        target.put("deploymentId", deployment.id);
        target.put("targetId", id(deployment));
        target.put("targetArn", deployment.service().arn);
        Json.putTime(target, "lastUpdatedAt", deployment.updatedAt);
        ArrayNode events = target.putArray("lifecycleEvents");
        deployment.events.forEach(event -> events.add(event.view()));
        target.put("status", status(deployment));
        ArrayNode sets = target.putArray("taskSetsInfo");
        add(sets, deployment.blue, "Blue", 100 - deployment.greenWeight);
        add(sets, deployment.green, "Green", deployment.greenWeight);
        return node;
    }

    private static void add(ArrayNode sets, TaskSetState set, String label, int weight) {
        if (set == null) {
            return;
        }
        ObjectNode node = sets.addObject()
                // The spelling is that of the API.
                .put("identifer", set.id)
                .put("desiredCount", set.desired())
                .put("pendingCount", set.pending())
                .put("runningCount", set.running())
                .put("status", set.status())
                .put("trafficWeight", (double) weight)
                .put("taskSetLabel", label);
        node.putObject("targetGroup").put("name", GroupView.targetGroupName(set.targetGroupArn()));
    }
}
