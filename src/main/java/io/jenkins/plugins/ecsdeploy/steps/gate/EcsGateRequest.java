package io.jenkins.plugins.ecsdeploy.steps.gate;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.steps.DeployPolicies;
import io.jenkins.plugins.ecsdeploy.steps.StepRules;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.util.Optional;

/** Turns the arguments of {@code ecsGate} into a request to the engine. */
final class EcsGateRequest {
    private EcsGateRequest() {}

    static DeployRequest of(EcsGateStep step, DeploymentRecord record, Optional<Target> target) {
        return DeployRequest.toGate(
                step.getService(),
                record.cluster(),
                new Goal.Follow(GatedDeployment.of(step.getDeployment()).id()),
                DeployPolicies.timeout(step.getTimeoutMinutes(), target),
                StepRules.choice("waitUntil", step.getWaitUntil(), WaitUntil.class));
    }

    static void check(EcsGateStep step) {
        GatedDeployment.of(step.getDeployment());
        StepRules.timeoutMinutes(step.getTimeoutMinutes());
        if (step.getWaitUntil().equals(WaitUntil.GATE.name())) {
            throw new EngineException(
                    "waitUntil is GATE, which is what ecsGate waits for first. It is how far to follow"
                            + " the deployment when its gates are behind it: LIVE or DONE");
        }
        StepRules.choice("waitUntil", step.getWaitUntil(), WaitUntil.class);
        step.onAbort(Optional.empty());
    }
}
