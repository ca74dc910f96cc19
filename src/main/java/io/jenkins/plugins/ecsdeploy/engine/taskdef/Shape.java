package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which parts of a task definition are what (ECS API, RegisterTaskDefinition). Parts are named by patterns such as
 * {@code containerDefinitions[].portMappings[]}; the members of a map that users fill are {@code *}.
 */
final class Shape {
    private static final String CONTAINER = "containerDefinitions[]";
    private static final List<String> NAME = List.of("name");

    /** Maps whose keys are the user's own. */
    static final Set<String> USER_MAPS = Set.of(
            CONTAINER + ".dockerLabels",
            CONTAINER + ".logConfiguration.options",
            CONTAINER + ".firelensConfiguration.options",
            "volumes[].dockerVolumeConfiguration.driverOpts",
            "volumes[].dockerVolumeConfiguration.labels");

    /** Lists whose entries are told apart by these members, so that their order says nothing. */
    static final Map<String, List<String>> KEYED_LISTS = Map.ofEntries(
            Map.entry("containerDefinitions", NAME),
            Map.entry("inferenceAccelerators", List.of("deviceName")),
            Map.entry("proxyConfiguration.properties", NAME),
            Map.entry("tags", List.of("key")),
            Map.entry("volumes", NAME),
            Map.entry(CONTAINER + ".dependsOn", List.of("containerName")),
            Map.entry(CONTAINER + ".environment", NAME),
            Map.entry(CONTAINER + ".extraHosts", List.of("hostname", "ipAddress")),
            Map.entry(CONTAINER + ".linuxParameters.devices", List.of("hostPath", "containerPath")),
            Map.entry(CONTAINER + ".linuxParameters.tmpfs", List.of("containerPath")),
            Map.entry(CONTAINER + ".logConfiguration.secretOptions", NAME),
            Map.entry(CONTAINER + ".mountPoints", List.of("containerPath")),
            Map.entry(CONTAINER + ".portMappings", List.of("containerPort", "containerPortRange", "protocol")),
            Map.entry(CONTAINER + ".resourceRequirements", List.of("type")),
            Map.entry(CONTAINER + ".secrets", NAME),
            Map.entry(CONTAINER + ".systemControls", List.of("namespace")),
            Map.entry(CONTAINER + ".ulimits", NAME),
            Map.entry(CONTAINER + ".volumesFrom", List.of("sourceContainer")));

    /** Lists that are sets of values. The order of all others counts: command, environmentFiles, dnsServers … */
    static final Set<String> SETS = Set.of(
            "placementConstraints",
            "requiresCompatibilities",
            CONTAINER + ".linuxParameters.capabilities.add",
            CONTAINER + ".linuxParameters.capabilities.drop",
            CONTAINER + ".restartPolicy.ignoredExitCodes");

    private Shape() {}

    static String member(String path, String key) {
        String member = USER_MAPS.contains(path) ? "*" : key;
        return path.isEmpty() ? member : path + "." + member;
    }

    static String item(String path) {
        return path + "[]";
    }

    static boolean isUsersOwn(String path) {
        return path.endsWith(".*");
    }
}
