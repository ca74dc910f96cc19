package io.jenkins.plugins.ecsdeploy.steps;

import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Policies;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.time.Duration;
import java.util.Optional;

/** What is to be done when a deployment does not go straight, as a step says it, or else its target. */
public final class DeployPolicies {
    private DeployPolicies() {}

    /** @param onFailure null if the step does not say */
    public static Policies of(String onFailure, String onConflict, Optional<Target> target) {
        return new Policies(
                Optional.ofNullable(onFailure)
                        .or(() -> target.map(Target::getOnFailure))
                        .map(name -> StepRules.choice("onFailure", name, OnFailure.class)),
                StepRules.choice("onConflict", onConflict, OnConflict.class));
    }

    /** @param name null if the step does not say */
    public static OnAbort onAbort(String name, Optional<Target> target) {
        return Optional.ofNullable(name)
                .or(() -> target.map(Target::getOnAbort))
                .map(said -> StepRules.choice("onAbort", said, OnAbort.class))
                .orElse(OnAbort.LEAVE);
    }

    /** @param minutes of the step, 0 for as long as it takes; null if it does not say */
    public static Optional<Duration> timeout(Integer minutes, Optional<Target> target) {
        return Optional.ofNullable(minutes)
                .or(() -> target.map(Target::getTimeoutMinutes))
                .filter(number -> number != 0)
                .map(Duration::ofMinutes);
    }
}
