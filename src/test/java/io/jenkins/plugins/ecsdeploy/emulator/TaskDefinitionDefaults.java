package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Fills in what ECS adds to a document on registration. Sources: the example answers of the AWS CLI reference
 * (register-task-definition, describe-task-definition) and the defaults that the API pages ContainerDefinition,
 * PortMapping and HealthCheck name.
 */
final class TaskDefinitionDefaults {
    private static final List<String> CONTAINER_LISTS =
            List.of("portMappings", "environment", "mountPoints", "volumesFrom", "systemControls");

    private TaskDefinitionDefaults() {}

    /** Changes the document in place; what it already says stays. */
    static void fill(ObjectNode document) {
        for (JsonNode container : document.path("containerDefinitions")) {
            fillContainer((ObjectNode) container, Json.text(document, "networkMode"));
        }
        list(document, "volumes");
        list(document, "placementConstraints");
        document.remove("tags");
        vcpu(document, "cpu", "vcpu");
        vcpu(document, "memory", "gb");
        // RegisterTaskDefinition, enableFaultInjection: "The default value is false."
        if (!document.has("enableFaultInjection")) {
            document.put("enableFaultInjection", false);
        }
    }

    private static void fillContainer(ObjectNode container, String networkMode) {
        if (!container.has("cpu")) {
            container.put("cpu", 0);
        }
        if (!container.has("essential")) {
            container.put("essential", true);
        }
        CONTAINER_LISTS.forEach(key -> list(container, key));
        for (JsonNode mapping : container.get("portMappings")) {
            fillPort((ObjectNode) mapping, networkMode);
        }
        if (container.get("healthCheck") instanceof ObjectNode check) {
            number(check, "interval", 30);
            number(check, "timeout", 5);
            number(check, "retries", 3);
        }
    }

    private static void fillPort(ObjectNode mapping, String networkMode) {
        if (!mapping.has("protocol")) {
            mapping.put("protocol", "tcp");
        }
        if (!mapping.has("hostPort") && mapping.has("containerPort")) {
            boolean same = "awsvpc".equals(networkMode) || "host".equals(networkMode);
            mapping.put("hostPort", same ? mapping.get("containerPort").asInt() : 0);
        }
    }

    /** RegisterTaskDefinition, cpu: a value given as "1 vCPU" or "2 GB" is converted to units or MiB. */
    private static void vcpu(ObjectNode document, String key, String unit) {
        int units = FargateRules.units(Json.text(document, key), unit, 1024);
        if (units >= 0) {
            document.put(key, String.valueOf(units));
        }
    }

    private static void number(ObjectNode node, String key, int value) {
        if (!node.has(key)) {
            node.put(key, value);
        }
    }

    private static void list(ObjectNode node, String key) {
        if (!node.has(key)) {
            node.set(key, Json.array());
        }
    }
}
