package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;

/** Nothing is wrong, but it is to be tried again later. */
public final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration pause;

    public NotYet(Duration pause) {
        super("Not before " + pause, null, false, false);
        this.pause = pause;
    }

    /** Until then. */
    public Duration pause() {
        return pause;
    }
}
