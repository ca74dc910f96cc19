package io.jenkins.plugins.ecsdeploy.engine;

import java.time.Duration;

/** Durations as people say them. */
public final class Durations {
    private Durations() {}

    /** {@code 1 h 2 min}, {@code 3 min 12 s}, {@code 8 s}. */
    public static String inWords(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }
}
