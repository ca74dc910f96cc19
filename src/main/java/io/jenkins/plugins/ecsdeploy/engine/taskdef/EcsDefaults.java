package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.Map;

/**
 * What ECS fills in when it registers a task definition, or documents as the meaning of a missing member (ECS API
 * Reference, the type in question; for Docker volumes the ECS agent). Null counts as missing.
 */
final class EcsDefaults {
    private static final String CONTAINER = "containerDefinitions[]";

    /** By the pattern of the object that gets them, see {@link Shape}. */
    private static final Map<String, ObjectNode> MEMBERS = Map.ofEntries(
            Map.entry("", object().put("enableFaultInjection", false)),
            Map.entry(CONTAINER, object().put("cpu", 0).put("essential", true).put("versionConsistency", "enabled")),
            Map.entry(CONTAINER + ".environment[]", object().put("value", "")),
            Map.entry(
                    CONTAINER + ".healthCheck",
                    object().put("interval", 30).put("timeout", 5).put("retries", 3)),
            Map.entry(CONTAINER + ".mountPoints[]", object().put("readOnly", false)),
            Map.entry(CONTAINER + ".portMappings[]", object().put("protocol", "tcp")),
            Map.entry(CONTAINER + ".restartPolicy", object().put("restartAttemptPeriod", 300)),
            Map.entry(CONTAINER + ".volumesFrom[]", object().put("readOnly", false)),
            Map.entry(
                    "volumes[].dockerVolumeConfiguration",
                    object().put("scope", "task").put("driver", "local")),
            Map.entry("volumes[].efsVolumeConfiguration", efs()),
            Map.entry("volumes[].efsVolumeConfiguration.authorizationConfig", object().put("iam", "DISABLED")),
            Map.entry("volumes[].s3filesVolumeConfiguration", object().put("rootDirectory", "/")));

    private EcsDefaults() {}

    /** @param document is changed in place, at its top and in its port mappings */
    static void fillWhatDependsOnOthers(ObjectNode document) {
        size(document, "cpu", TaskSize.CPU);
        size(document, "memory", TaskSize.MEMORY);
        boolean windows =
                document.at("/runtimePlatform/operatingSystemFamily").asText().startsWith("WINDOWS");
        if (!document.hasNonNull("networkMode") && !windows) {
            document.put("networkMode", "bridge");
        }
        boolean samePort = !document.path("networkMode").asText().equals("bridge");
        for (JsonNode container : document.path("containerDefinitions")) {
            container.path("portMappings").forEach(mapping -> hostPort(mapping, samePort));
        }
    }

    /** @param path pattern of the object */
    static void fill(ObjectNode object, String path) {
        if (MEMBERS.containsKey(path)) {
            MEMBERS.get(path).properties().forEach(each -> {
                if (!object.hasNonNull(each.getKey())) {
                    object.set(each.getKey(), each.getValue().deepCopy());
                }
            });
        }
    }

    /** Type PortMapping: missing or 0 is the container's own port in awsvpc and host mode, and a free one otherwise. */
    private static void hostPort(JsonNode mapping, boolean samePort) {
        boolean missing = mapping.path("hostPort").asText("").matches("|0|null");
        if (mapping instanceof ObjectNode object && missing && object.hasNonNull("containerPort")) {
            object.set(
                    "hostPort",
                    samePort
                            ? object.get("containerPort")
                            : Json.MAPPER.getNodeFactory().numberNode(0));
        }
    }

    private static void size(ObjectNode document, String key, TaskSize size) {
        if (document.hasNonNull(key)) {
            String text = document.get(key).asText();
            document.put(key, size.normalized(text).orElse(text));
        }
    }

    private static ObjectNode efs() {
        ObjectNode efs = object().put("rootDirectory", "/").put("transitEncryption", "DISABLED");
        efs.putObject("authorizationConfig").put("iam", "DISABLED");
        return efs;
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
