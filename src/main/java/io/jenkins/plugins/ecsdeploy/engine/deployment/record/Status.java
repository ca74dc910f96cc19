package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

/** What became of a deployment; the {@code status} of a step's result. */
public enum Status {
    /** ECS is at work on it, or it has not begun; somebody follows it to its end. */
    IN_PROGRESS,
    /** It ended before the service was updated. */
    NOT_DEPLOYED,
    /** The deployment that was started succeeded. */
    SUCCESSFUL,
    /** The service runs this definition already; nothing was registered or updated. */
    UNCHANGED,
    /** Settings of the service were changed for which ECS starts no deployment, such as its desired count. */
    UPDATED,
    /** It failed, and ECS put the service back to the revision before. */
    ROLLED_BACK,
    /** It failed or was stopped, and the service was not put back. */
    FAILED,
    /** ECS may have begun it, and nobody follows it any more: how it ended is not known here. */
    LEFT;

    /** Whether the service ran the record's revision when the deployment had ended. */
    public boolean isGood() {
        return this == SUCCESSFUL || this == UNCHANGED || this == UPDATED;
    }
}
