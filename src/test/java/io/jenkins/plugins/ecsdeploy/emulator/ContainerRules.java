package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What RegisterTaskDefinition refuses about one container. Source: the API page ContainerDefinition. */
final class ContainerRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    /**
     * ContainerDefinition, image: letters, digits, hyphens, underscores, colons, periods, slashes, number signs; @
     * for a digest.
     */
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9._:/#@-]{1,255}");

    private ContainerRules() {}

    static void check(ObjectNode document, JsonNode container, Set<String> volumes) {
        String name = Json.text(container, "name");
        if (name == null || name.isEmpty()) {
            throw AwsError.client("Container.name should not be null or empty.");
        }
        if (!NAME.matcher(name).matches()) {
            throw AwsError.client("Container.name contains invalid characters.");
        }
        String image = Json.text(container, "image");
        if (image == null || image.isEmpty()) {
            throw AwsError.client("Container.image should not be null or empty.");
        }
        if (!IMAGE.matcher(image).matches()) {
            throw AwsError.client("Container.image contains invalid characters.");
        }
        checkMemory(document, container, name);
        checkPorts(document, container);
        checkVariables(document, container);
        for (JsonNode mount : container.path("mountPoints")) {
            String volume = mount.path("sourceVolume").asText();
            if (!volumes.contains(volume)) {
                throw AwsError.client("Unknown volume '" + volume + "'.");
            }
        }
        if (container.has("healthCheck")
                && container.path("healthCheck").path("command").isEmpty()) {
            throw AwsError.client("HealthCheck.command should not be null or empty.");
        }
        if (container.has("logConfiguration") && !Json.has(container.path("logConfiguration"), "logDriver")) {
            throw AwsError.client("Log driver should not be null or empty.");
        }
    }

    private static void checkMemory(ObjectNode document, JsonNode container, String name) {
        String setting = "Invalid setting for container '" + name + "'. ";
        boolean memory = Json.has(container, "memory");
        boolean reservation = Json.has(container, "memoryReservation");
        if (!memory && !reservation && !Json.has(document, "memory")) {
            throw AwsError.client(setting + "At least one of 'memory' or 'memoryReservation' must be specified.");
        }
        if (memory
                && reservation
                && container.get("memory").asInt()
                        < container.get("memoryReservation").asInt()) {
            throw AwsError.client(setting + "'memory' must be greater than 'memoryReservation'.");
        }
        // ContainerDefinition, memory: Docker reserves a minimum of 6 MiB for a container.
        if (memory && container.get("memory").asInt() < 6) {
            throw AwsError.client(setting + "'memory' must be at least 6 MiB.");
        }
    }

    private static void checkPorts(ObjectNode document, JsonNode container) {
        boolean awsvpc = "awsvpc".equals(Json.text(document, "networkMode"));
        for (JsonNode port : container.path("portMappings")) {
            int inside = port.path("containerPort").asInt();
            if (inside < 0 || inside > 65535) {
                throw AwsError.client("Invalid containerPort: " + inside);
            }
            if (awsvpc && port.has("hostPort") && port.get("hostPort").asInt() != inside) {
                throw AwsError.client(
                        "When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
            }
        }
    }

    private static void checkVariables(ObjectNode document, JsonNode container) {
        Set<String> names = new HashSet<>();
        container
                .path("environment")
                .forEach(entry -> names.add(entry.path("name").asText()));
        if (!container.path("secrets").isEmpty() && !Json.has(document, "executionRoleArn")) {
            throw AwsError.client("When you are specifying container secrets, you must also specify a value for"
                    + " 'executionRoleArn'.");
        }
        for (JsonNode secret : container.path("secrets")) {
            String name = secret.path("name").asText();
            if (name.isEmpty() || secret.path("valueFrom").asText().isEmpty()) {
                throw AwsError.client("The secret name and valueFrom should not be null or empty.");
            }
            if (!names.add(name)) {
                throw AwsError.client("The secret name must be unique and not shared with any new or existing"
                        + " environment variables set on the container, such as '" + name + "'.");
            }
        }
    }

    static void checkDependencies(JsonNode containers, Set<String> names) {
        for (JsonNode container : containers) {
            for (JsonNode dependency : container.path("dependsOn")) {
                String other = dependency.path("containerName").asText();
                if (!names.contains(other)) {
                    throw AwsError.client("Container '" + container.path("name").asText() + "' depends on container '"
                            + other + "' which is not in the task definition.");
                }
            }
        }
    }
}
