package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The action UpdateService. Source: its API page, which says of each parameter whether it starts a deployment. */
final class UpdateService implements Action {
    /**
     * "For services using the blue/green (CODE_DEPLOY) deployment controller, only the desired count, deployment
     * configuration, health check grace period, task placement constraints and strategies, enable ECS managed tags
     * option, and propagate tags can be updated using this API."
     */
    private static final Set<String> OF_CODE_DEPLOY = Set.of(
            "cluster",
            "service",
            "forceNewDeployment",
            "desiredCount",
            "deploymentConfiguration",
            "healthCheckGracePeriodSeconds",
            "placementConstraints",
            "placementStrategy",
            "enableECSManagedTags",
            "propagateTags");

    private final World world;

    UpdateService(World world) {
        this.world = world;
    }

    @Override
    public ObjectNode answer(ObjectNode request, Caller caller) {
        ClusterState cluster = world.cluster(Json.text(request, "cluster"));
        String name = Json.text(request, "service");
        if (name == null || name.isBlank()) {
            throw AwsError.invalid("Service can not be blank.");
        }
        ServiceState service = world.service(cluster, name);
        if (!service.active()) {
            throw AwsError.of("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        checkController(service, request);
        ObjectNode before = ServiceView.of(world, service, true);
        int desired = CreateService.checked(request.path("desiredCount").asInt(service.desiredCount));
        // Everything is checked on a copy first: a refused request changes nothing.
        ObjectNode settings = service.settings.deepCopy();
        boolean deploys = ServiceSettings.update(settings, request);
        TaskDefinitionStore.Revision revision = service.taskDefinition;
        if (Json.has(request, "taskDefinition")) {
            revision = ServiceTaskDefinition.find(world, Json.text(request, "taskDefinition"), settings);
            deploys |= revision != service.taskDefinition;
        }
        deploys |= Json.flag(request, "forceNewDeployment");
        if (deploys && service.controller().equals("ECS")) {
            world.scheduler.rollouts().checkRoom(service);
        }
        service.settings.removeAll();
        service.settings.setAll(settings);
        service.taskDefinition = revision;
        service.desiredCount = desired;
        if (deploys && service.controller().equals("ECS") && world.fault != Fault.Kind.NO_DEPLOYMENT) {
            world.scheduler.rollouts().begin(service);
        }
        world.scheduler.reconcile(service);
        ObjectNode shown = world.fault == Fault.Kind.OLD_ANSWER ? before : ServiceView.of(world, service, true);
        return Json.object().set("service", shown);
    }

    /** API page UpdateService: what may be changed of services with another controller. */
    private static void checkController(ServiceState service, ObjectNode request) {
        String controller = service.controller();
        if (controller.equals("ECS")) {
            return;
        }
        String remedy = service.ofCodeDeploy() ? " Use AWS CodeDeploy to trigger a new deployment." : "";
        if (Json.has(request, "taskDefinition")) {
            throw refusal("update task definition", controller, remedy);
        }
        if (Json.flag(request, "forceNewDeployment")) {
            throw refusal("force a new deployment", controller, remedy);
        }
        if (service.ofCodeDeploy()) {
            for (var member : request.properties()) {
                if (!member.getValue().isNull() && !OF_CODE_DEPLOY.contains(member.getKey())) {
                    throw refusal("update " + member.getKey(), controller, remedy);
                }
            }
        }
    }

    private static AwsError refusal(String what, String controller, String remedy) {
        return AwsError.invalid(
                "Unable to " + what + " on services with a " + controller + " deployment controller." + remedy);
    }
}
