package io.jenkins.plugins.ecsdeploy.engine.sync;

/** What makes the whole fail, when all deployments have ended. */
public enum FailOn {
    /** One that failed. */
    FAILURE,
    /** Nothing: whoever asked decides by the result. */
    NEVER
}
