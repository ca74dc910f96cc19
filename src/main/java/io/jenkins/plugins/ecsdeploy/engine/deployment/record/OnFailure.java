package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

/** What becomes of a service whose deployment failed, where ECS itself does nothing about it. */
public enum OnFailure {
    /** It goes back to what it ran before. */
    ROLLBACK,
    /** It stays as it is. */
    LEAVE
}
