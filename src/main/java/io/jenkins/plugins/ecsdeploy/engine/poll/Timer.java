package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;

/** Runs a task once, after a while, on a thread that may block on AWS. */
@FunctionalInterface
public interface Timer {
    void schedule(Runnable task, Duration delay);
}
