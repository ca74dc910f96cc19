package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Puts a service into the world which has been there for an hour. */
final class ServicePlacement {
    private static final Duration AGE = Duration.ofHours(1);

    private final World world;

    ServicePlacement(World world) {
        this.world = world;
    }

    EmulatedService place(String cluster, String name, String taskDefinition, int desiredCount) {
        ObjectNode request = Json.object()
                .put("cluster", cluster)
                .put("serviceName", name)
                .put("taskDefinition", taskDefinition)
                .put("desiredCount", desiredCount);
        TaskDefinitionStore.Revision revision = world.taskDefinitions.find(taskDefinition);
        if (revision != null && "awsvpc".equals(Json.text(revision.document, "networkMode"))) {
            ObjectNode network = request.putObject("networkConfiguration").putObject("awsvpcConfiguration");
            network.putArray("subnets").add("subnet-0123456789abcdef0");
            network.putArray("securityGroups").add("sg-0123456789abcdef0");
            network.put("assignPublicIp", "DISABLED");
        }
        if (revision != null
                && Json.texts(revision.document, "requiresCompatibilities").contains("FARGATE")) {
            request.put("launchType", "FARGATE");
        }
        ServiceState service =
                new CreateService(world).create(request, world.clock.now().minus(AGE));
        world.scheduler.rollouts().placeCompleted(service, world.scheduler.life());
        world.upToDate(service);
        return new EmulatedService(world, service);
    }
}
