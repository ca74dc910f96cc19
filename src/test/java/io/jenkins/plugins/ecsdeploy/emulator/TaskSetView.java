package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A task set as DescribeServices shows it. Source: API page TaskSet. */
final class TaskSetView {
    private TaskSetView() {}

    static ObjectNode of(World world, TaskSetState set) {
        ServiceState service = set.service;
        ObjectNode node = Json.object();
        node.put("id", set.id);
        node.put("taskSetArn", world.arns.taskSet(service.cluster.name, service.name, set.id));
        node.put("serviceArn", service.arn);
        node.put("clusterArn", service.cluster.arn);
        if (set.externalId != null) {
            node.put("startedBy", "CODE_DEPLOY");
            node.put("externalId", set.externalId);
        }
        node.put("status", set.status);
        node.put("taskDefinition", set.taskDefinition.arn());
        node.put("computedDesiredCount", set.desired());
        node.put("pendingCount", set.pending());
        node.put("runningCount", set.running());
        Json.putTime(node, "createdAt", set.createdAt);
        Json.putTime(node, "updatedAt", set.updatedAt);
        for (String key : ServiceSettings.OF_A_REVISION) {
            if (set.settings.has(key)) {
                node.set(key, set.settings.get(key));
            }
        }
        node.set("loadBalancers", set.settings.path("loadBalancers"));
        node.set("serviceRegistries", set.settings.path("serviceRegistries"));
        node.putObject("scale").put("value", set.draining() ? 0.0 : 100.0).put("unit", "PERCENT");
        node.put("stabilityStatus", set.steady() ? "STEADY_STATE" : "STABILIZING");
        Json.putTime(node, "stabilityStatusAt", set.stabilityAt);
        node.putArray("tags");
        return node;
    }
}
