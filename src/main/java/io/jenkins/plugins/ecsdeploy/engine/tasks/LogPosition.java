package io.jenkins.plugins.ecsdeploy.engine.tasks;

import java.io.Serializable;

/** How far the log of one container has been shown. */
public final class LogPosition implements Serializable {
    private static final long serialVersionUID = 1L;

    private String stream;
    private String token;
    private long lines;
    private boolean ended;

    LogPosition(String stream) {
        this.stream = stream;
    }

    /** The stream's name in its group. */
    public String stream() {
        return stream;
    }

    /** What CloudWatch Logs goes on from; {@code null} for the beginning. */
    String token() {
        return token;
    }

    /** How many lines had been shown at that token. */
    long lines() {
        return lines;
    }

    void reached(String next, long shown) {
        token = next;
        lines = shown;
    }

    /** Nothing of it is to be shown any more. */
    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
