package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Service;

/** Whoever waits for a gate must have one. */
public final class GateRule {
    private GateRule() {}

    /** @throws EngineException when a gate is wanted that is not there */
    public static void check(DeploymentContext deployment, Service live) {
        if (deployment.request().blueGreen().waitUntil() != WaitUntil.GATE) {
            return;
        }
        DeploymentRecord record = deployment.record();
        Strategy strategy = Strategy.of(live.deploymentConfiguration());
        String what = "waitUntil is GATE, but service " + record.service() + " in cluster " + record.cluster()
                + " is deployed by ECS itself";
        if (strategy.isRolling()) {
            throw new EngineException(what + ", which has no gate there. Set it to LIVE or DONE");
        }
        if (gates(deployment, live).isEmpty()) {
            throw new EngineException(
                    what + " by " + strategy.name() + " without a pause hook, so it waits nowhere. Add a"
                            + " lifecycle hook with the targetType PAUSE to its deployment configuration, for instance at"
                            + " POST_TEST_TRAFFIC_SHIFT, or set waitUntil to LIVE or DONE");
        }
    }

    /** The stages at which a deployment of the service waits for an answer. */
    public static List<String> gates(DeploymentContext deployment, Service live) {
        if (Strategy.of(live.deploymentConfiguration()).isRolling()) {
            return List.of();
        }
        DeploymentRecord record = deployment.record();
        // The kinds of hooks are newer than the oldest SDK that this works with.
        return PauseHook.stages(
                deployment.ecs().rawService(record.cluster(), record.service()).path("deploymentConfiguration"));
    }
}
