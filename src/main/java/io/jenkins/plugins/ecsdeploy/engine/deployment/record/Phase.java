package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

/**
 * How far a deployment has come. The phases before a call that changes something at AWS are written down before the
 * call, so that whoever goes on after a crash knows that the call may have been made.
 */
public enum Phase {
    NEW,
    /** RegisterTaskDefinition may have been called. */
    REGISTERING,
    /** The revision's ARN is known. */
    REGISTERED,
    /** UpdateService may have been called. */
    UPDATING,
    /** ECS is at work. */
    FOLLOWING,
    ENDED
}
