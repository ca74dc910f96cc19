package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.time.Duration;

/** Nothing is wrong, but the deployment has to come back later. */
final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final Duration pause;

    NotYet(Duration pause) {
        super("Not before " + pause, null, false, false);
        this.pause = pause;
    }
}
