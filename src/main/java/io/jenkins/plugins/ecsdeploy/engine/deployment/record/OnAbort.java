package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

/** What becomes of a deployment that ECS has begun when nobody wants to wait for it any more. */
public enum OnAbort {
    /** It goes on. */
    LEAVE,
    /** It is stopped where it is. */
    STOP,
    /** The service goes back to what it ran before. */
    ROLLBACK
}
