package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.time.Duration;

/** How one waits before something is tried again: given from outside, so that tests need not. */
@FunctionalInterface
public interface Pauses {
    /** Holds the thread: for seconds at most. */
    Pauses REAL = pause -> Thread.sleep(pause.toMillis());

    void pause(Duration pause) throws InterruptedException;
}
