package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.math.BigDecimal;
import java.util.Set;

/**
 * What a deploymentConfiguration may say about a strategy. Source: API pages DeploymentConfiguration,
 * LinearConfiguration, CanaryConfiguration; the wordings are not documented.
 */
public final class StrategySettings {
    private static final Set<String> NAMES = Set.of("ROLLING", "BLUE_GREEN", "LINEAR", "CANARY");
    /** "Valid values are 0 to 1440 minutes (24 hours)." */
    private static final int DAY = 1440;

    private StrategySettings() {}

    /** @throws AwsError InvalidParameterException for the first rule that a service's settings break */
    public static void check(ObjectNode settings) {
        JsonNode configuration = settings.path("deploymentConfiguration");
        String strategy = configuration.path("strategy").asText("ROLLING");
        if (!NAMES.contains(strategy)) {
            throw AwsError.invalid("Invalid value for strategy: " + strategy);
        }
        minutes(configuration, "bakeTimeInMinutes");
        boolean rolling = strategy.equals("ROLLING");
        if (!rolling
                && !settings.path("deploymentController")
                        .path("type")
                        .asText("ECS")
                        .equals("ECS")) {
            throw AwsError.invalid("The deployment strategy " + strategy + " needs the deployment controller ECS.");
        }
        // "You must provide this parameter when you use the BLUE_GREEN deployment strategy."
        if (strategy.equals("BLUE_GREEN") && !Json.has(configuration, "bakeTimeInMinutes")) {
            throw AwsError.invalid("bakeTimeInMinutes is required when using the BLUE_GREEN deployment strategy.");
        }
        if (strategy.equals("LINEAR")) {
            JsonNode linear = configuration.path("linearConfiguration");
            percent(linear, "stepPercent", "3.0");
            minutes(linear, "stepBakeTimeInMinutes");
        }
        if (strategy.equals("CANARY")) {
            JsonNode canary = configuration.path("canaryConfiguration");
            percent(canary, "canaryPercent", "0.1");
            minutes(canary, "canaryBakeTimeInMinutes");
        }
        HookRules.check(configuration.path("lifecycleHooks"));
        BalancerRules.check(settings.path("loadBalancers"), rolling);
    }

    /** Fills in the defaults of a strategy; what belongs to another one is dropped. */
    public static void complete(ObjectNode configuration) {
        String strategy = configuration.path("strategy").asText();
        if (strategy.equals("LINEAR")) {
            ObjectNode linear = part(configuration, "linearConfiguration");
            byDefault(linear, "stepPercent", "10.0");
            byDefault(linear, "stepBakeTimeInMinutes", "6");
        } else {
            configuration.remove("linearConfiguration");
        }
        if (strategy.equals("CANARY")) {
            ObjectNode canary = part(configuration, "canaryConfiguration");
            byDefault(canary, "canaryPercent", "5.0");
            byDefault(canary, "canaryBakeTimeInMinutes", "10");
        } else {
            configuration.remove("canaryConfiguration");
        }
        HookRules.complete(configuration.path("lifecycleHooks"));
    }

    private static ObjectNode part(ObjectNode configuration, String key) {
        return configuration.get(key) instanceof ObjectNode given ? given : configuration.putObject(key);
    }

    private static void byDefault(ObjectNode node, String key, String value) {
        if (!node.has(key)) {
            node.put(key, new BigDecimal(value));
        }
    }

    private static void minutes(JsonNode node, String key) {
        int value = node.path(key).asInt();
        if (value < 0 || value > DAY) {
            throw AwsError.invalid(key + " must be between 0 and " + DAY + ", not " + value + ".");
        }
    }

    /** "Valid values are multiples of 0.1 from 3.0 [0.1] to 100.0." */
    private static void percent(JsonNode node, String key, String least) {
        if (Json.has(node, key)) {
            BigDecimal value = node.get(key).decimalValue();
            boolean fits = value.compareTo(new BigDecimal(least)) >= 0 && value.compareTo(new BigDecimal(100)) <= 0;
            if (!fits || value.stripTrailingZeros().scale() > 1) {
                throw AwsError.invalid(
                        key + " must be a multiple of 0.1 from " + least + " to 100.0, not " + value + ".");
            }
        }
    }
}
