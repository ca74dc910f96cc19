package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.regex.Pattern;

/** The action CreateService. Source: its API page. */
final class CreateService implements Action {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private final World world;

    CreateService(World world) {
        this.world = world;
    }

    @Override
    public ObjectNode answer(ObjectNode request, Caller caller) {
        ServiceState service = create(request, world.clock.now());
        if (service.controller().equals("ECS")) {
            world.scheduler.rollouts().begin(service);
        } else if (service.ofCodeDeploy()) {
            world.taskSets.begin(service);
        }
        return Json.object().set("service", ServiceView.of(world, service, true));
    }

    /** Makes the service without starting anything. */
    ServiceState create(ObjectNode request, Instant now) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        String name = Json.text(request, "serviceName");
        if (name == null || name.isBlank()) {
            throw AwsError.invalid("Service name can not be blank.");
        }
        if (!NAME.matcher(name).matches()) {
            throw AwsError.invalid("Invalid service name: " + name);
        }
        ServiceState present = world.findService(cluster, name);
        if (present != null && !present.status.equals("INACTIVE")) {
            throw AwsError.invalid(
                    present.active()
                            ? "Creation of service was not idempotent."
                            : "Unable to Start a service that is" + " still Draining.");
        }
        ObjectNode settings = ServiceSettings.create(request);
        String reference = Json.text(request, "taskDefinition");
        if (reference == null || reference.isBlank()) {
            throw AwsError.invalid("TaskDefinition can not be blank.");
        }
        ServiceState service = new ServiceState(cluster, name, world.arns.service(cluster.name, name), settings, now);
        service.taskDefinition = ServiceTaskDefinition.find(world, reference, settings);
        service.desiredCount = desiredCount(request, settings);
        service.tags = request.path("tags").isArray() ? request.get("tags") : Json.array();
        service.agenda.runUntil(now);
        cluster.services.put(name, service);
        return service;
    }

    private static int desiredCount(ObjectNode request, ObjectNode settings) {
        if (!Json.has(request, "desiredCount")) {
            if ("REPLICA".equals(Json.text(settings, "schedulingStrategy"))) {
                throw AwsError.invalid(
                        "Desired count must be specified for services with REPLICA scheduling strategy.");
            }
            return 1;
        }
        return checked(request.get("desiredCount").asInt());
    }

    static int checked(int desiredCount) {
        if (desiredCount < 0) {
            throw AwsError.invalid("desiredCount cannot be less than 0.");
        }
        return desiredCount;
    }
}
