package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** CreateCluster, DescribeClusters, ListClusters. */
final class ClusterActions {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private final World world;

    ClusterActions(World world) {
        this.world = world;
    }

    void register(Map<String, Action> actions) {
        actions.put("CreateCluster", this::create);
        actions.put("DescribeClusters", this::describe);
        actions.put("ListClusters", this::list);
    }

    private ObjectNode create(ObjectNode request, Caller caller) {
        String name = Json.has(request, "clusterName") ? Json.text(request, "clusterName") : "default";
        if (!NAME.matcher(name).matches()) {
            throw AwsError.invalid("Invalid cluster name.");
        }
        ClusterState cluster = world.clusters.computeIfAbsent(
                name, key -> new ClusterState(key, world.arns.cluster(key), request.path("tags")));
        return Json.object().set("cluster", view(cluster, true));
    }

    private ObjectNode describe(ObjectNode request, Caller caller) {
        List<String> names = Json.texts(request, "clusters");
        if (names.size() > 100) {
            throw AwsError.invalid("Clusters cannot have more than 100 elements.");
        }
        ObjectNode answer = Json.object();
        ArrayNode clusters = answer.putArray("clusters");
        ArrayNode failures = answer.putArray("failures");
        for (String name : names.isEmpty() ? List.of("default") : names) {
            ClusterState cluster = world.findCluster(name);
            if (cluster != null) {
                clusters.add(view(cluster, Json.texts(request, "include").contains("TAGS")));
            } else {
                String arn = name.startsWith("arn:") ? name : world.arns.cluster(name);
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            }
        }
        return answer;
    }

    private ObjectNode list(ObjectNode request, Caller caller) {
        List<ClusterState> clusters = new ArrayList<>(world.clusters.values());
        return Paging.page(request, 100, "clusterArns", clusters, cluster -> Json.text(cluster.arn));
    }

    private ObjectNode view(ClusterState cluster, boolean tags) {
        cluster.services.values().forEach(world::upToDate);
        ObjectNode node = Json.object();
        node.put("clusterArn", cluster.arn);
        node.put("clusterName", cluster.name);
        node.put("status", "ACTIVE");
        node.put("registeredContainerInstancesCount", 0);
        node.put("runningTasksCount", sum(cluster, true));
        node.put("pendingTasksCount", sum(cluster, false));
        node.put(
                "activeServicesCount",
                cluster.services.values().stream().filter(ServiceState::active).count());
        for (String list : List.of("statistics", "settings", "capacityProviders", "defaultCapacityProviderStrategy")) {
            node.putArray(list);
        }
        if (tags && cluster.tags.isArray()) {
            node.set("tags", cluster.tags);
        } else {
            node.putArray("tags");
        }
        return node;
    }

    private static int sum(ClusterState cluster, boolean running) {
        return cluster.services.values().stream()
                .mapToInt(service -> running ? service.running() : service.pending())
                .sum();
    }
}
