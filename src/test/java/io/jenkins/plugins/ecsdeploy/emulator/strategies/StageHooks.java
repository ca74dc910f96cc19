package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.Ids;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The hooks of the stages. Source: "Pause hooks for Amazon ECS service deployments", "Lambda hooks for Amazon ECS
 * service deployments"; wordings of failures: "Troubleshooting Amazon ECS blue/green deployments".
 */
final class StageHooks {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** "The function must complete the work, or return IN_PROGRESS within 15 minutes." */
    private static final Duration INVOCATION = Duration.ofMinutes(15);

    private final StagedDeployment deployment;
    private final Ids ids;
    private final Consumer<String> fail;

    /** @param fail is given the statusReason when a hook wants the deployment to go back */
    StageHooks(StagedDeployment deployment, Ids ids, Consumer<String> fail) {
        this.deployment = deployment;
        this.ids = ids;
        this.fail = fail;
    }

    boolean any(Stage stage) {
        return !of(stage).isEmpty();
    }

    private List<JsonNode> of(Stage stage) {
        List<JsonNode> result = new ArrayList<>();
        for (JsonNode hook : deployment.attempt.configuration.path("lifecycleHooks")) {
            if (Json.texts(hook, "lifecycleStages").contains(stage.name())) {
                result.add(hook);
            }
        }
        return result;
    }

    /** "All hooks configured at the same lifecycle stage run in parallel", and all must be over before it goes on. */
    void begin(Stage stage, Join stageEnds) {
        for (JsonNode configured : of(stage)) {
            JsonNode timeout = configured.path("timeoutConfiguration");
            Duration patience =
                    Duration.ofMinutes(timeout.path("timeoutInMinutes").asInt(HookRules.USUAL));
            String type = HookRules.type(configured);
            HookState hook = new HookState(
                    type.equals("PAUSE") ? ids.hook("pause") : ids.hook("lambda"),
                    stage,
                    type,
                    Json.text(configured, "hookTargetArn"),
                    deployment.now().plus(patience),
                    timeout.path("action").asText("ROLLBACK"),
                    stageEnds.add());
            deployment.hooks.add(hook);
            if (!hook.pause()) {
                invoke(hook, configured.path("hookTargetArn").asText());
            }
            deployment.later(patience, () -> expired(hook));
        }
    }

    private void invoke(HookState hook, String function) {
        // What a function answers on the way back is not played: it lets the rollback go on.
        Hook answer = deployment.attempt.rollingBack() ? Hook.succeeds() : deployment.service.played.answer(function);
        Duration after = answer.after() == null ? INVOCATION : answer.after();
        deployment.later(after, () -> {
            if (!hook.open()) {
                return;
            }
            if (answer.after() == null) {
                failed(
                        hook,
                        "ECS was unable to parse the response from " + function
                                + " due to HookStatus must not be null");
            } else if (answer.well()) {
                hook.end("SUCCEEDED");
                hook.over();
            } else {
                failed(hook, "Lifecycle hook target " + function + " returned FAILED status.");
            }
        });
    }

    private void failed(HookState hook, String why) {
        hook.end("FAILED");
        fail.accept("Service deployment rolled back because " + hook.stage + " lifecycle hook(s) failed. " + why);
    }

    private void expired(HookState hook) {
        if (!hook.open()) {
            return;
        }
        hook.end("TIMED_OUT");
        if (hook.continuesLate()) {
            hook.over();
        } else {
            String kind = hook.pause() ? "pause hook" : "lifecycle hook";
            fail.accept("Service deployment rolled back because " + hook.stage + " " + kind + " timed out.");
        }
    }

    /** ContinueServiceDeployment, for a hook that is awaited. */
    void answer(HookState hook, String action) {
        if (action.equals("CONTINUE")) {
            hook.end("SUCCEEDED");
            deployment.later(MOMENT, hook::over);
        } else {
            hook.end("FAILED");
            // The wording is not documented.
            fail.accept("Service deployment rolled back because " + hook.stage + " pause hook was rolled back.");
        }
    }
}
