package io.jenkins.plugins.ecsdeploy.access;

import hudson.EnvVars;
import hudson.FilePath;
import java.util.Optional;

/** What stands around a step now, as far as it says where and as whom AWS is called. */
public interface Surroundings {
    /** The variables of the build as they are now. */
    EnvVars environment();

    /** The target of the enclosing {@code ecsTarget}. */
    default Optional<String> target() {
        return Optional.empty();
    }

    /** A place on the agent where the step runs; nothing while that cannot be reached. */
    default Optional<FilePath> agent() {
        return Optional.empty();
    }

    /** Tells the steps of a build apart. */
    default String stepId() {
        return "";
    }

    /** What is left when a step is gone. */
    static Surroundings none() {
        return EnvVars::new;
    }
}
