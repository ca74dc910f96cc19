package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook;
import java.util.HashMap;
import java.util.Map;

/** What a service's deployments by a strategy play, beside the scene of their tasks. */
public final class PlayedStrategy {
    /** What Lambda functions answer, by their ARN. */
    private final Map<String, Hook> functions = new HashMap<>();
    /** What ECS finds wrong with load balancers, or null. */
    NetworkFault fault;
    /** Why rollbacks fail, or null. */
    String rollbackFailure;

    /** What that function answers from now on. */
    public void answers(String function, Hook answer) {
        functions.put(function, answer);
    }

    Hook answer(String function) {
        return functions.getOrDefault(function, Hook.byName(function.substring(function.lastIndexOf(':') + 1)));
    }
}
