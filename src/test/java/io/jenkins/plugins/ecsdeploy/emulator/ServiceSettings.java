package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.StrategySettings;
import java.util.List;

/**
 * What a service is set to. Source: API pages CreateService and UpdateService; the latter says of each parameter
 * whether it "triggers a new service deployment".
 */
final class ServiceSettings {
    /** Shown with each entry of deployments[] too. */
    static final List<String> OF_A_REVISION = List.of(
            "launchType",
            "capacityProviderStrategy",
            "platformVersion",
            "platformFamily",
            "networkConfiguration",
            "serviceConnectConfiguration",
            "volumeConfigurations",
            "vpcLatticeConfigurations");

    private static final List<String> TRIGGERS = List.of(
            "networkConfiguration",
            "platformVersion",
            "loadBalancers",
            "serviceRegistries",
            "serviceConnectConfiguration",
            "volumeConfigurations",
            "vpcLatticeConfigurations");

    /** Parameters of the request that are no settings, or are kept apart from them. */
    private static final List<String> APART = List.of(
            "cluster",
            "service",
            "serviceName",
            "taskDefinition",
            "desiredCount",
            "forceNewDeployment",
            "clientToken",
            "tags",
            "role");

    private ServiceSettings() {}

    static ObjectNode create(ObjectNode request) {
        ObjectNode settings = request.deepCopy();
        Json.dropNulls(settings);
        settings.remove(APART);
        text(settings, "schedulingStrategy", "REPLICA");
        text(settings, "propagateTags", "NONE");
        flag(settings, "enableECSManagedTags");
        flag(settings, "enableExecuteCommand");
        for (String key : List.of("loadBalancers", "serviceRegistries", "placementConstraints", "placementStrategy")) {
            if (!settings.has(key)) {
                settings.set(key, Json.array());
            }
        }
        // API page CreateService, launchType: FARGATE or EC2; without it and without a strategy, EC2 is assumed.
        if (!settings.has("launchType") && !settings.has("capacityProviderStrategy")) {
            settings.put("launchType", "EC2");
        }
        if ("FARGATE".equals(Json.text(settings, "launchType"))) {
            text(settings, "platformVersion", "LATEST");
            text(settings, "platformFamily", "Linux");
        }
        configure(settings);
        return settings;
    }

    /** Takes over what an update says; answers whether it asks for a new deployment. */
    static boolean update(ObjectNode settings, ObjectNode request) {
        ObjectNode changes = request.deepCopy();
        Json.dropNulls(changes);
        changes.remove(APART);
        boolean triggers = false;
        for (var entry : changes.properties()) {
            JsonNode before = settings.get(entry.getKey());
            triggers |= TRIGGERS.contains(entry.getKey()) && !entry.getValue().equals(before);
            if (before instanceof ObjectNode old && entry.getKey().equals("deploymentConfiguration")) {
                old.setAll((ObjectNode) entry.getValue());
            } else {
                settings.set(entry.getKey(), entry.getValue());
            }
        }
        configure(settings);
        return triggers;
    }

    /** API page DeploymentConfiguration: the defaults of a rolling update. */
    private static void configure(ObjectNode settings) {
        ObjectNode configuration = settings.get("deploymentConfiguration") instanceof ObjectNode given
                ? given
                : settings.putObject("deploymentConfiguration");
        if (!configuration.has("deploymentCircuitBreaker")) {
            configuration
                    .putObject("deploymentCircuitBreaker")
                    .put("enable", false)
                    .put("rollback", false);
        }
        if (!configuration.has("maximumPercent")) {
            configuration.put("maximumPercent", 200);
        }
        if (!configuration.has("minimumHealthyPercent")) {
            configuration.put("minimumHealthyPercent", 100);
        }
        SettingsRules.check(settings);
        text(configuration, "strategy", "ROLLING");
        if (!configuration.has("bakeTimeInMinutes")) {
            configuration.put("bakeTimeInMinutes", 0);
        }
        StrategySettings.complete(configuration);
    }

    private static void text(ObjectNode node, String key, String value) {
        if (!node.has(key)) {
            node.put(key, value);
        }
    }

    private static void flag(ObjectNode node, String key) {
        if (!node.has(key)) {
            node.put(key, false);
        }
    }
}
