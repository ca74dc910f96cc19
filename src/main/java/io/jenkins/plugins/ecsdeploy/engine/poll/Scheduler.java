package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;
import java.time.Instant;

/** Time and the threads to work on: given from outside, so that tests can drive both. */
public interface Scheduler {
    Instant now();

    /** Runs the task once, after the delay, on a thread that may block on AWS. */
    void schedule(Runnable task, Duration delay);
}
