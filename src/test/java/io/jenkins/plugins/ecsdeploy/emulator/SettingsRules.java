package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.StrategySettings;
import java.util.Map;
import java.util.Set;

/** What CreateService and UpdateService refuse about a service's settings. Source: their API pages. */
final class SettingsRules {
    private static final Map<String, Set<String>> VALUES = Map.of(
            "propagateTags", Set.of("TASK_DEFINITION", "SERVICE", "NONE"),
            "launchType", Set.of("EC2", "FARGATE", "EXTERNAL"),
            "schedulingStrategy", Set.of("REPLICA", "DAEMON"),
            "availabilityZoneRebalancing", Set.of("ENABLED", "DISABLED"));

    private static final Set<String> CONTROLLERS = Set.of("ECS", "CODE_DEPLOY", "EXTERNAL");

    private SettingsRules() {}

    /** @throws AwsError InvalidParameterException for the first rule that the settings break */
    static void check(ObjectNode settings) {
        VALUES.forEach((key, values) -> {
            if (settings.has(key) && !values.contains(settings.path(key).asText())) {
                throw AwsError.invalid(
                        "Invalid value for " + key + ": " + settings.path(key).asText());
            }
        });
        String controller = settings.path("deploymentController").path("type").asText("ECS");
        if (!CONTROLLERS.contains(controller)) {
            throw AwsError.invalid("Invalid value for deploymentController: " + controller);
        }
        if (settings.has("launchType")
                && !settings.path("capacityProviderStrategy").isEmpty()) {
            throw AwsError.invalid("Specifying both a launch type and capacity provider strategy is not supported."
                    + " Remove one and try again.");
        }
        JsonNode configuration = settings.path("deploymentConfiguration");
        int minimum = configuration.path("minimumHealthyPercent").asInt();
        int maximum = configuration.path("maximumPercent").asInt();
        if (minimum == 100 && maximum == 100) {
            throw AwsError.invalid(
                    "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block" + " deployments.");
        }
        if (minimum < 0 || minimum > maximum) {
            throw AwsError.invalid("minimumHealthyPercent must be between 0 and maximumPercent.");
        }
        StrategySettings.check(settings);
    }
}
