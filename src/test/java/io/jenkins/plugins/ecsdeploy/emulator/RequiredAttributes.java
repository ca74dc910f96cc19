package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * The response-only fields which ECS derives from a document: what an instance must be capable of, and which launch
 * types can run it. Source: "Task placement constraints: attributes" and the example answers of the AWS CLI
 * reference.
 */
final class RequiredAttributes {
    private static final String DOCKER = "com.amazonaws.ecs.capability.";

    private RequiredAttributes() {}

    static ArrayNode of(ObjectNode document) {
        Set<String> names = new TreeSet<>();
        names.add(DOCKER + "docker-remote-api.1.18");
        if (Json.has(document, "taskRoleArn")) {
            names.add(DOCKER + "task-iam-role");
        }
        if ("awsvpc".equals(Json.text(document, "networkMode"))) {
            names.add("ecs.capability.task-eni");
        }
        boolean role = Json.has(document, "executionRoleArn");
        for (JsonNode container : document.path("containerDefinitions")) {
            ofContainer(container, role, names);
        }
        ArrayNode result = Json.array();
        names.forEach(name -> result.addObject().put("name", name));
        return result;
    }

    private static void ofContainer(JsonNode container, boolean executionRole, Set<String> names) {
        String driver = container.path("logConfiguration").path("logDriver").asText();
        if (!driver.isEmpty()) {
            names.add(DOCKER + "logging-driver." + driver);
        }
        if (driver.equals("awslogs")) {
            names.add(DOCKER + "docker-remote-api.1.19");
            if (executionRole) {
                names.add("ecs.capability.execution-role-awslogs");
            }
        }
        if (container.path("image").asText().contains(".dkr.ecr.")) {
            names.add(DOCKER + "ecr-auth");
            if (executionRole) {
                names.add("ecs.capability.execution-role-ecr-pull");
            }
        }
        if (container.has("healthCheck")) {
            names.add("ecs.capability.container-health-check");
            names.add(DOCKER + "docker-remote-api.1.24");
        }
        for (JsonNode secret : container.path("secrets")) {
            boolean manager = secret.path("valueFrom").asText().contains(":secretsmanager:");
            names.add("ecs.capability.secrets." + (manager ? "asm" : "ssm") + ".environment-variables");
        }
    }

    /** API page TaskDefinition, compatibilities: the launch types that ECS found the definition valid for. */
    static ArrayNode compatibilities(ObjectNode document) {
        ArrayNode result = Json.array();
        boolean awsvpc = "awsvpc".equals(Json.text(document, "networkMode"));
        if (!awsvpc) {
            result.add("EXTERNAL");
        }
        result.add("EC2");
        if (awsvpc && FargateRules.fits(document)) {
            result.add("FARGATE");
        }
        return result;
    }
}
