package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pause hook that waits for an answer (API reference, DeploymentLifecycleHookDetail). Older SDKs drop it silently.
 *
 * @param expires when ECS decides if nobody does; {@code null}: not told
 * @param timeoutAction what it does then: {@code ROLLBACK} or {@code CONTINUE}
 */
record PauseHook(String id, Instant expires, String timeoutAction) {
    private static final String PAUSE = "PAUSE";

    /** Those of a service deployment, which is told as ECS sent it. */
    static List<PauseHook> awaiting(JsonNode deployment) {
        List<PauseHook> hooks = new ArrayList<>();
        for (JsonNode hook : deployment.path("lifecycleHookDetails")) {
            if ("AWAITING_ACTION".equals(hook.path("status").asText())) {
                hooks.add(new PauseHook(
                        hook.path("hookId").asText(),
                        DescribedDeployment.time(hook.path("expiresAt")).orElse(null),
                        hook.path("timeoutAction").asText("ROLLBACK")));
            }
        }
        return hooks;
    }

    /** What has become of one, as ECS calls it; nothing where ECS does not tell (any more). */
    static Optional<String> status(JsonNode deployment, String id) {
        for (JsonNode hook : deployment.path("lifecycleHookDetails")) {
            if (id.equals(hook.path("hookId").asText())) {
                return Optional.of(hook.path("status").asText());
            }
        }
        return Optional.empty();
    }

    /** The stages at which a deployment waits, by a deploymentConfiguration as ECS sent it. */
    static List<String> stages(JsonNode configuration) {
        List<String> stages = new ArrayList<>();
        for (JsonNode hook : configuration.path("lifecycleHooks")) {
            if (PAUSE.equals(hook.path("targetType").asText())) {
                hook.path("lifecycleStages").forEach(stage -> stages.add(stage.asText()));
            }
        }
        return stages;
    }

    /** What ECS does if nobody answers in time, in words. */
    String expiry() {
        return "CONTINUE".equals(timeoutAction) ? "ECS goes on by itself" : "ECS rolls the deployment back";
    }
}
