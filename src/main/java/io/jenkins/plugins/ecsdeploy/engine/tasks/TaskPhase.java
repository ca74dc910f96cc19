package io.jenkins.plugins.ecsdeploy.engine.tasks;

/** How far a run has come. */
public enum TaskPhase {
    NEW,
    /** The revision may have been registered, but its ARN was not written down. */
    REGISTERING,
    /** The revision is known; what tasks there are, and which call may have started more, is in the record. */
    REGISTERED,
    ENDED
}
