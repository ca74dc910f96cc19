package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.util.Optional;

/** What a request is after. */
public sealed interface Goal {
    static Goal deploy() {
        return new Deploy();
    }

    /** To bring the service to the request's definition. */
    record Deploy() implements Goal {}

    /**
     * To follow a deployment that runs already.
     *
     * @param deploymentArn ECS's ARN of the service deployment
     */
    record Follow(String deploymentArn) implements Goal {}

    /**
     * To bring the service back: by ECS when a deployment is active, else to a revision.
     *
     * @param to {@code family:revision}, an ARN or a revision's number; absent: the revision before the live one
     */
    record Rollback(Optional<String> to) implements Goal {}
}
