package io.jenkins.plugins.ecsdeploy.engine.deployment.plan;

/** What a deployment would begin with; the {@code action} of a plan. */
public enum PlannedAction {
    /** A deployment of a revision, which is registered before if it is not there. */
    DEPLOY,
    /** The deployment that is in progress is taken back. */
    ROLL_BACK,
    /** The deployment that is in progress brings the same already, so it is followed. */
    FOLLOW,
    /** Settings of the service are changed, for which no deployment begins. */
    UPDATE,
    /** Nothing: the service is as it is wanted. */
    NOTHING
}
