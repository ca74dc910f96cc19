package io.jenkins.plugins.ecsdeploy.arguments;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;

/** A rule that a step keeps for what it is given, in the form that it has for texts. */
@FunctionalInterface
public interface Rule {
    /**
     * Refuses what the step would refuse.
     *
     * @throws EngineException which says what is wrong
     * @throws AbortException likewise
     */
    void check(String text) throws AbortException;
}
