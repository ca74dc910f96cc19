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
     * @param deploymentArn ECS's ARN of the service deployment, or CodeDeploy's id of its deployment
     */
    record Follow(String deploymentArn) implements Goal {}

    /**
     * To bring the service back: by ECS when a deployment is active, else to a revision.
     *
     * @param to {@code family:revision}, an ARN or a revision's number; absent: the last other revision that the service
     *     ran successfully
     * @param provenBy AWS's name of the deployment that must have succeeded for {@code to} to be one to go back to; absent:
     *     it need not be proven
     */
    record Rollback(Optional<String> to, Optional<String> provenBy) implements Goal {
        /** To that revision, whether it ever ran or not. */
        public Rollback(Optional<String> to) {
            this(to, Optional.empty());
        }
    }
}
