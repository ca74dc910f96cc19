package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** DescribeServices, ListServices, DeleteService; CreateService and UpdateService have files of their own. */
final class ServiceActions {
    private final World world;

    ServiceActions(World world) {
        this.world = world;
    }

    void register(Map<String, Action> actions) {
        actions.put("CreateService", new CreateService(world));
        actions.put("UpdateService", new UpdateService(world));
        actions.put("DescribeServices", this::describe);
        actions.put("ListServices", this::list);
        actions.put("DeleteService", this::delete);
    }

    private ObjectNode describe(ObjectNode request, Caller caller) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        List<String> names = Json.texts(request, "services");
        if (names.isEmpty()) {
            throw AwsError.invalid("Services cannot be empty.");
        }
        // DescribeServices, services: "You may specify up to 10 services to describe in a single operation."
        if (names.size() > 10) {
            throw AwsError.invalid("Services cannot have more than 10 elements.");
        }
        ObjectNode answer = Json.object();
        ArrayNode services = answer.putArray("services");
        ArrayNode failures = answer.putArray("failures");
        for (String name : names) {
            ServiceState service = world.findService(cluster, name);
            if (service != null) {
                services.add(ServiceView.of(
                        world, service, Json.texts(request, "include").contains("TAGS")));
            } else {
                String arn = name.startsWith("arn:") ? name : world.arns.service(cluster.name, name);
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            }
        }
        return answer;
    }

    private ObjectNode list(ObjectNode request, Caller caller) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        String launchType = Json.text(request, "launchType");
        List<ServiceState> services = cluster.services.values().stream()
                .map(world::upToDate)
                .filter(ServiceState::active)
                .filter(s -> launchType == null || launchType.equals(Json.text(s.settings, "launchType")))
                .toList();
        return Paging.page(request, 10, "serviceArns", services, service -> Json.text(service.arn));
    }

    private ObjectNode delete(ObjectNode request, Caller caller) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        String name = Json.text(request, "service");
        if (name == null || name.isBlank()) {
            throw AwsError.invalid("Service can not be blank.");
        }
        ServiceState service = world.service(cluster, name);
        if (service.status.equals("INACTIVE")) {
            throw AwsError.serviceNotFound();
        }
        if (service.desiredCount > 0 && !Json.flag(request, "force")) {
            throw AwsError.invalid("The service cannot be stopped while it is scaled above 0.");
        }
        // "The service status moves from ACTIVE to DRAINING … after all tasks have stopped, to INACTIVE."
        service.status = "DRAINING";
        service.desiredCount = 0;
        world.scheduler.reconcile(service);
        return Json.object().set("service", ServiceView.of(world, service, false));
    }
}
