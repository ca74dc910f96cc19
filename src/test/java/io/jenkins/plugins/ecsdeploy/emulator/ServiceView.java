package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A service as the API shows it. Source: API pages Service, Deployment, ServiceEvent. */
final class ServiceView {
    private ServiceView() {}

    static ObjectNode of(World world, ServiceState service, boolean withTags) {
        ObjectNode node = Json.object();
        node.put("serviceArn", service.arn);
        node.put("serviceName", service.name);
        node.put("clusterArn", service.cluster.arn);
        node.put("status", service.status);
        node.put("desiredCount", service.desiredCount);
        node.put("runningCount", service.running());
        node.put("pendingCount", service.pending());
        node.put("taskDefinition", service.taskDefinition.arn());
        service.settings.properties().forEach(entry -> node.set(entry.getKey(), entry.getValue()));
        ArrayNode deployments = node.putArray("deployments");
        if (service.ofCodeDeploy()) {
            ArrayNode sets = node.putArray("taskSets");
            world.taskSets.of(service).forEach(set -> sets.add(TaskSetView.of(world, set)));
        } else {
            service.deployments.forEach(deployment -> deployments.add(deployment(service, deployment)));
        }
        ArrayNode events = node.putArray("events");
        service.events.forEach(event -> events.addObject()
                .put("id", event.id())
                .put("message", event.message())
                .set("createdAt", Json.time(event.at())));
        Json.putTime(node, "createdAt", service.createdAt);
        node.put("createdBy", world.arns.iam("user/" + Identities.DEFAULT_USER));
        if (withTags) {
            node.set("tags", service.tags);
        }
        if (world.currentDeploymentInAnswers && service.current() != null) {
            node.put("currentServiceDeployment", service.current().arn);
            ArrayNode revisions = node.putArray("currentServiceRevisions");
            service.deployments.forEach(deployment -> revisions.add(ServiceDeploymentView.revision(
                    deployment.revisionArn,
                    ServiceDeploymentState.Counts.of(
                            deployment, deployment.primary() ? service.desiredCount : deployment.wanted()))));
        }
        return node;
    }

    private static ObjectNode deployment(ServiceState service, DeploymentState deployment) {
        ObjectNode node = Json.object();
        node.put("id", deployment.id);
        node.put("status", deployment.status);
        node.put("taskDefinition", deployment.taskDefinition.arn());
        node.put("desiredCount", deployment.primary() ? service.desiredCount : deployment.wanted());
        node.put("pendingCount", deployment.pending());
        node.put("runningCount", deployment.running());
        node.put("failedTasks", deployment.failedTasks);
        Json.putTime(node, "createdAt", deployment.createdAt);
        Json.putTime(node, "updatedAt", deployment.updatedAt);
        for (String key : ServiceSettings.OF_A_REVISION) {
            if (deployment.settings.has(key)) {
                node.set(key, deployment.settings.get(key));
            }
        }
        node.put("rolloutState", deployment.rolloutState);
        node.put("rolloutStateReason", deployment.rolloutReason);
        return node;
    }
}
