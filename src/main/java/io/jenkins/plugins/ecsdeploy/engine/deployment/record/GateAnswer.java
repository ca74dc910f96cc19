package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

/** What a deployment that waits at a gate is to do. */
public enum GateAnswer {
    /** Go on. */
    CONTINUE,
    /** Bring the service back to what it ran before. */
    ROLL_BACK
}
