package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.StrategyView;
import java.util.List;
import java.util.Map;

/** DescribeServiceRevisions. Source: API page ServiceRevision. */
final class ServiceRevisionActions {
    private final World world;

    ServiceRevisionActions(World world) {
        this.world = world;
    }

    void register(Map<String, Action> actions) {
        actions.put("DescribeServiceRevisions", this::describe);
    }

    private ObjectNode describe(ObjectNode request, Caller caller) {
        List<String> arns = Json.texts(request, "serviceRevisionArns");
        if (arns.isEmpty() || arns.size() > 20) {
            throw AwsError.invalid("serviceRevisionArns must have between 1 and 20 elements.");
        }
        ObjectNode answer = Json.object();
        ArrayNode revisions = answer.putArray("serviceRevisions");
        ArrayNode failures = answer.putArray("failures");
        for (String arn : arns) {
            ObjectNode revision = find(arn);
            if (revision != null) {
                revisions.add(revision);
            } else {
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            }
        }
        return answer;
    }

    private ObjectNode find(String arn) {
        String resource = world.arns.resource(arn);
        String[] parts = resource == null ? new String[0] : resource.split("/");
        if (parts.length != 4 || !parts[0].equals("service-revision")) {
            throw AwsError.invalid("Invalid identifier: " + arn);
        }
        ClusterState cluster = world.clusters.get(parts[1]);
        ServiceState service = cluster == null ? null : world.findService(cluster, parts[2]);
        if (service != null) {
            for (ServiceDeploymentState attempt : service.history) {
                if (attempt.target.revisionArn.equals(arn)) {
                    return view(service, attempt.target);
                }
            }
        }
        return null;
    }

    private static ObjectNode view(ServiceState service, DeploymentState revision) {
        ObjectNode node = Json.object();
        node.put("serviceRevisionArn", revision.revisionArn);
        node.put("serviceArn", service.arn);
        node.put("clusterArn", service.cluster.arn);
        node.put("taskDefinition", revision.taskDefinition.arn());
        for (String key : ServiceSettings.OF_A_REVISION) {
            if (revision.settings.has(key)) {
                node.set(key, revision.settings.get(key));
            }
        }
        node.set("loadBalancers", revision.settings.path("loadBalancers"));
        if (!revision.settings.path("loadBalancers").isEmpty()) {
            node.set("resolvedConfiguration", StrategyView.resolved(revision));
        }
        node.put("guardDutyEnabled", false);
        Json.putTime(node, "createdAt", revision.createdAt);
        ArrayNode images = node.putArray("containerImages");
        revision.taskDefinition.document.path("containerDefinitions").forEach(container -> {
            String name = container.path("name").asText();
            ObjectNode image = images.addObject()
                    .put("containerName", name)
                    .put("image", container.path("image").asText());
            // ContainerDefinition, versionConsistency: "disabled" leaves it to each task what the tag points to.
            if (!container.path("versionConsistency").asText().equals("disabled")) {
                image.put("imageDigest", revision.digests.get(name));
            }
        });
        return node;
    }
}
