package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;

/** Cluster and service. They come first, for the other checks need to know them. */
final class PlaceCheck {
    private final EcsApi ecs;
    private final CheckRequest request;
    private volatile JsonNode service = MissingNode.getInstance();
    private volatile Optional<String> account = Optional.empty();

    PlaceCheck(EcsApi ecs, CheckRequest request) {
        this.ecs = ecs;
        this.request = request;
    }

    List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        looks.add(new Look("cluster", request.cluster(), () -> List.of(lookAtCluster())));
        request.service().ifPresent(name -> looks.add(new Look("service", name, () -> List.of(lookAtService(name)))));
        return looks;
    }

    /** As ECS sent it; missing where there is none. To be asked for when the looks have been taken. */
    JsonNode service() {
        return service;
    }

    Optional<String> account() {
        return account;
    }

    private Finding lookAtCluster() {
        Look look = new Look("cluster", request.cluster(), List::of);
        Optional<Cluster> found = ecs.checks().cluster(request.cluster());
        if (found.isEmpty()) {
            return look.wrong(
                    "it was not found by this identity in this region",
                    "Check the name, the region and the account of the credentials");
        }
        account = Optional.of(found.get().clusterArn().split(":")[4]);
        return "ACTIVE".equals(found.get().status())
                ? look.ok("it is ACTIVE")
                : look.wrong("it is " + found.get().status() + ", not ACTIVE", "Name another one, or create it again");
    }

    private Finding lookAtService(String name) {
        Look look = new Look("service", name, List::of);
        JsonNode found;
        try {
            found = ecs.rawService(request.cluster(), name);
        } catch (ClusterNotFoundException e) {
            return look.notCheckable("its cluster was not found", "");
        }
        if (found.isMissingNode()) {
            return look.wrong(
                    "it was not found in cluster " + request.cluster(),
                    "Check the service's name, the cluster and the region");
        }
        service = found;
        String arn = found.path("serviceArn").asText();
        account = Optional.of(arn.split(":")).filter(parts -> parts.length > 4).map(parts -> parts[4]);
        String status = found.path("status").asText();
        String controller = found.at("/deploymentController/type").asText("ECS");
        if (!status.equals("ACTIVE")) {
            return look.wrong(
                    "it is " + status + "; only an ACTIVE service can be deployed to",
                    "Create it again or name another one");
        }
        return controller.equals("EXTERNAL")
                ? look.wrong(
                        "it has the deployment controller EXTERNAL",
                        "Deploy it with the tool that controls it, or create it with the controller ECS")
                : look.ok("it is ACTIVE, with the deployment controller " + controller);
    }
}
