package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import java.util.Optional;

/**
 * What to do when a deployment does not go straight to its end.
 *
 * @param onFailure absent: ECS's job where the service has a circuit breaker, else {@link OnFailure#ROLLBACK}
 */
public record Policies(Optional<OnFailure> onFailure, OnConflict onConflict) {
    public static Policies defaults() {
        return new Policies(Optional.empty(), OnConflict.FAIL);
    }
}
