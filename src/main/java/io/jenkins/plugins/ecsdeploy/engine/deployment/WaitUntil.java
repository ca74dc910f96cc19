package io.jenkins.plugins.ecsdeploy.engine.deployment;

/** How far a deployment is to be followed. */
public enum WaitUntil {
    /** Until it waits at a gate for an answer. */
    GATE,
    /** Until all production traffic is on the new tasks; the old ones may still be there. */
    LIVE,
    /** To its end. */
    DONE
}
