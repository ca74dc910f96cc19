package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A deployment configuration. Source: API page DeploymentConfigInfo, "Working with deployment configurations in
 * CodeDeploy".
 *
 * @param platform ECS, Server or Lambda
 * @param routing null for Server, which moves no traffic
 */
record ConfigState(String name, String platform, Routing routing) {
    private static final Instant PREDEFINED = Instant.parse("2018-11-27T00:00:00Z");

    /** Those that every account has, by name. */
    static Map<String, ConfigState> predefined() {
        Map<String, ConfigState> result = new LinkedHashMap<>();
        for (String server : new String[] {"OneAtATime", "HalfAtATime", "AllAtOnce"}) {
            add(result, server, "Server", null);
        }
        add(result, "LambdaAllAtOnce", "Lambda", Routing.ALL_AT_ONCE);
        add(result, "LambdaCanary10Percent5Minutes", "Lambda", Routing.canary(10, 5));
        add(result, "LambdaLinear10PercentEvery1Minute", "Lambda", Routing.linear(10, 1));
        add(result, "ECSAllAtOnce", "ECS", Routing.ALL_AT_ONCE);
        add(result, "ECSCanary10Percent5Minutes", "ECS", Routing.canary(10, 5));
        add(result, "ECSCanary10Percent15Minutes", "ECS", Routing.canary(10, 15));
        add(result, "ECSLinear10PercentEvery1Minutes", "ECS", Routing.linear(10, 1));
        add(result, "ECSLinear10PercentEvery3Minutes", "ECS", Routing.linear(10, 3));
        return result;
    }

    private static void add(Map<String, ConfigState> to, String name, String platform, Routing routing) {
        String full = "CodeDeployDefault." + name;
        to.put(full, new ConfigState(full, platform, routing));
    }

    ObjectNode view() {
        ObjectNode node = Json.object()
                .put(
                        "deploymentConfigId",
                        UUID.nameUUIDFromBytes(name.getBytes()).toString())
                .put("deploymentConfigName", name)
                .put("computePlatform", platform);
        Json.putTime(node, "createTime", PREDEFINED);
        if (routing == null) {
            node.putObject("minimumHealthyHosts").put("type", "HOST_COUNT").put("value", 1);
        } else {
            node.set("trafficRoutingConfig", routing.view());
        }
        return node;
    }
}
