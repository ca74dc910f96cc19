package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What RegisterTaskDefinition refuses about the document as a whole. Sources: the pages RegisterTaskDefinition and
 * "Amazon ECS task definition parameters"; messages are those that ECS is known to answer where they are known.
 */
final class TaskDefinitionRules {
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern ROLE =
            Pattern.compile("arn:aws(-cn|-us-gov|-iso[a-z-]*)?:iam::\\d{12}:role/.+|[\\w+=,.@-]+");
    private static final Set<String> NETWORK_MODES = Set.of("bridge", "host", "awsvpc", "none");
    /** "Amazon ECS service quotas": task definition size limit. */
    private static final int MAX_BYTES = 64 * 1024;

    private TaskDefinitionRules() {}

    /** @throws AwsError ClientException for the first rule that the document breaks */
    static void check(ObjectNode document) {
        checkFamily(Json.text(document, "family"));
        int size = document.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            throw AwsError.client("Actual length: '" + size + "'. Max allowed length is '" + MAX_BYTES + "' bytes.");
        }
        String networkMode = Json.text(document, "networkMode");
        if (networkMode != null && !NETWORK_MODES.contains(networkMode)) {
            throw AwsError.client("Invalid value for networkMode: " + networkMode);
        }
        for (String key : List.of("taskRoleArn", "executionRoleArn")) {
            String role = Json.text(document, key);
            if (role != null && !ROLE.matcher(role).matches()) {
                throw AwsError.client("Role is not valid");
            }
        }
        checkTags(document);
        Set<String> volumes = new HashSet<>();
        document.path("volumes")
                .forEach(volume -> volumes.add(volume.path("name").asText()));
        checkContainers(document, volumes);
        if (Json.texts(document, "requiresCompatibilities").contains("FARGATE")) {
            FargateRules.check(document);
        }
    }

    private static void checkFamily(String family) {
        if (family == null || family.isBlank()) {
            throw AwsError.client("Family should not be null or blank.");
        }
        if (!FAMILY.matcher(family).matches()) {
            throw AwsError.client("Family contains invalid characters.");
        }
    }

    private static void checkTags(ObjectNode document) {
        Set<String> keys = new HashSet<>();
        if (document.path("tags").size() > 50) {
            throw AwsError.invalid("Tag count exceeds the maximum of 50.");
        }
        for (JsonNode tag : document.path("tags")) {
            String key = tag.path("key").asText();
            if (key.isEmpty() || key.toLowerCase().startsWith("aws:") || !keys.add(key)) {
                throw AwsError.invalid("Some tags contain invalid keys or duplicate keys: " + key);
            }
        }
    }

    private static void checkContainers(ObjectNode document, Set<String> volumes) {
        JsonNode containers = document.path("containerDefinitions");
        if (containers.isEmpty()) {
            throw AwsError.client("Container list cannot be empty.");
        }
        Set<String> names = new HashSet<>();
        boolean essential = false;
        for (JsonNode container : containers) {
            ContainerRules.check(document, container, volumes);
            if (!names.add(container.path("name").asText())) {
                throw AwsError.client("Container names must be unique. '"
                        + container.path("name").asText() + "' is not.");
            }
            essential |= container.path("essential").asBoolean(true);
        }
        if (!essential) {
            throw AwsError.client("A task definition must have at least one essential container.");
        }
        ContainerRules.checkDependencies(containers, names);
    }
}
