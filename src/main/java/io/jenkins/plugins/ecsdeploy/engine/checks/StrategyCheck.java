package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.checks.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;

/** How ECS replaces the tasks of the service, and where a deployment waits. */
final class StrategyCheck implements Check {
    @Override
    public List<Look> looks(Subject subject) {
        JsonNode configuration = subject.service().path("deploymentConfiguration");
        if (subject.service().isMissingNode() || !subject.controller().equals("ECS")) {
            return List.of();
        }
        String strategy = configuration.path("strategy").asText("ROLLING");
        List<String> gates = new ArrayList<>();
        List<Look> looks = new ArrayList<>();
        for (JsonNode hook : configuration.path("lifecycleHooks")) {
            List<String> stages = new ArrayList<>();
            hook.path("lifecycleStages").forEach(stage -> stages.add(stage.asText()));
            if (hook.path("targetType").asText().equals("PAUSE")) {
                gates.addAll(stages);
            } else {
                looks.add(Look.known(new Finding(
                        Verdict.NOT_CHECKABLE,
                        "hook",
                        hook.path("hookTargetArn").asText(),
                        "functions that ECS asks at " + String.join(", ", stages) + " are not looked at",
                        "")));
            }
        }
        looks.add(
                0,
                Look.known(new Look("strategy", strategy, List::of)
                        .ok(gates.isEmpty() ? "it has no gate" : "it has a gate at " + String.join(", ", gates))));
        return looks;
    }
}
