package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.List;

/**
 * What lifecycle hooks may be. Source: "Pause hooks for Amazon ECS service deployments", "Troubleshooting Amazon ECS
 * blue/green deployments", API page DeploymentLifecycleHook; wordings that these pages do not have are made up.
 */
final class HookRules {
    /** "You can configure a maximum of 10 pause hooks and 10 Lambda hooks per service." */
    private static final int MOST = 10;
    /** "1 - 20,160 (14 days)"; "Default: 1,440 minutes (24 hours)". */
    private static final int LONGEST = 20_160;

    static final int USUAL = 1_440;

    private HookRules() {}

    /** PAUSE or AWS_LAMBDA: "If not specified, the default value is AWS_LAMBDA." */
    static String type(JsonNode hook) {
        return hook.path("targetType").asText("AWS_LAMBDA");
    }

    /** @throws AwsError InvalidParameterException for the first rule that one breaks */
    static void check(JsonNode hooks) {
        int pauses = 0;
        for (JsonNode hook : hooks) {
            checkOne(hook);
            pauses += type(hook).equals("PAUSE") ? 1 : 0;
        }
        if (pauses > MOST || hooks.size() - pauses > MOST) {
            throw AwsError.invalid(
                    "A service can have at most " + MOST + " pause hooks and " + MOST + " Lambda hooks.");
        }
    }

    private static void checkOne(JsonNode hook) {
        String type = type(hook);
        boolean pause = type.equals("PAUSE");
        if (!pause && !type.equals("AWS_LAMBDA")) {
            throw AwsError.invalid("Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE");
        }
        List<String> stages = Json.texts(hook, "lifecycleStages");
        if (stages.isEmpty()) {
            throw AwsError.invalid("lifecycleStages is required for a lifecycle hook.");
        }
        for (String stage : stages) {
            if (!Stage.takes(stage, type)) {
                throw AwsError.invalid(
                        pause
                                ? "Invalid lifecycle stage provided for Pause Hook"
                                : "Invalid lifecycle stage provided for a lifecycle hook: " + stage);
            }
        }
        boolean target = Json.has(hook, "hookTargetArn") || Json.has(hook, "roleArn");
        if (pause && target) {
            throw AwsError.invalid("Pause hooks do not use hookTargetArn or roleArn.");
        }
        if (!pause && !(Json.has(hook, "hookTargetArn") && Json.has(hook, "roleArn"))) {
            throw AwsError.invalid("hookTargetArn and roleArn are required for AWS_LAMBDA lifecycle hooks.");
        }
        timeout(hook.path("timeoutConfiguration"));
    }

    private static void timeout(JsonNode timeout) {
        int minutes = timeout.path("timeoutInMinutes").asInt(USUAL);
        if (minutes < 1 || minutes > LONGEST) {
            throw AwsError.invalid("timeoutInMinutes must be between 1 and " + LONGEST + ", not " + minutes + ".");
        }
        action(timeout.path("action").asText("ROLLBACK"));
    }

    /** @throws AwsError InvalidParameterException if it is neither CONTINUE nor ROLLBACK */
    static String action(String action) {
        if (!action.equals("CONTINUE") && !action.equals("ROLLBACK")) {
            throw AwsError.invalid("Invalid action. Valid values are: CONTINUE, ROLLBACK");
        }
        return action;
    }

    /** Says the defaults of pause hooks, as answers do. */
    static void complete(JsonNode hooks) {
        for (JsonNode hook : hooks) {
            if (type(hook).equals("PAUSE")) {
                ObjectNode timeout = hook.get("timeoutConfiguration") instanceof ObjectNode given
                        ? given
                        : ((ObjectNode) hook).putObject("timeoutConfiguration");
                if (!timeout.has("timeoutInMinutes")) {
                    timeout.put("timeoutInMinutes", USUAL);
                }
                if (!timeout.has("action")) {
                    timeout.put("action", "ROLLBACK");
                }
            }
        }
    }
}
