package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whether a service can run a revision: asked by CreateService and UpdateService. */
final class ServiceTaskDefinition {
    private ServiceTaskDefinition() {}

    /**
     * The revision for a service that is set to that.
     *
     * @throws AwsError ClientException if it is unknown or inactive; InvalidParameterException if it does not fit
     */
    static TaskDefinitionStore.Revision find(World world, String reference, ObjectNode settings) {
        TaskDefinitionStore.Revision revision = world.taskDefinitions.find(reference);
        if (revision == null) {
            throw AwsError.client("Unable to describe task definition.");
        }
        if (!revision.active()) {
            throw AwsError.client("TaskDefinition is inactive");
        }
        checkNetwork(revision.document, settings);
        checkLaunchType(revision.document, settings);
        checkBalancers(revision.document, settings);
        return revision;
    }

    private static void checkNetwork(ObjectNode document, ObjectNode settings) {
        boolean awsvpc = "awsvpc".equals(Json.text(document, "networkMode"));
        boolean given = !settings.path("networkConfiguration")
                .path("awsvpcConfiguration")
                .path("subnets")
                .isEmpty();
        if (awsvpc && !given) {
            throw AwsError.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (!awsvpc && given) {
            throw AwsError.invalid(
                    "Network Configuration is not valid for the given networkMode of this task" + " definition.");
        }
    }

    private static void checkLaunchType(ObjectNode document, ObjectNode settings) {
        if ("FARGATE".equals(Json.text(settings, "launchType"))
                && !Json.texts(document, "compatibilities").contains("FARGATE")) {
            throw AwsError.invalid("Task definition does not support launch_type FARGATE.");
        }
    }

    /** API page CreateService, loadBalancers: container name and port are those of the task definition. */
    private static void checkBalancers(ObjectNode document, ObjectNode settings) {
        for (JsonNode balancer : settings.path("loadBalancers")) {
            JsonNode container = null;
            for (JsonNode candidate : document.path("containerDefinitions")) {
                container = candidate.path("name").equals(balancer.path("containerName")) ? candidate : container;
            }
            String name = balancer.path("containerName").asText();
            if (container == null) {
                throw AwsError.invalid("The container " + name + " does not exist in the task definition.");
            }
            boolean mapped = false;
            for (JsonNode mapping : container.path("portMappings")) {
                mapped |= mapping.path("containerPort").equals(balancer.path("containerPort"));
            }
            if (!mapped) {
                throw AwsError.invalid("The container " + name + " did not have a container port "
                        + balancer.path("containerPort").asText() + " defined.");
            }
        }
    }
}
