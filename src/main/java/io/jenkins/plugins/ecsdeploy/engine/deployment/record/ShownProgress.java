package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import java.io.Serializable;
import java.time.Instant;

/** What people have been told of a deployment's progress, so that they are told each thing once. */
public final class ShownProgress implements Serializable {
    private static final long serialVersionUID = 1L;

    private long eventsUntilMillis;
    private String counts;
    private String conflict;

    /** Service events up to this time, by the clock of AWS, have been shown. */
    public Instant eventsUntil() {
        return Instant.ofEpochMilli(eventsUntilMillis);
    }

    /** ECS gives fractions of a millisecond; rounded down, the same event would be shown again. */
    public void eventsUntil(Instant time) {
        long millis = time.toEpochMilli();
        eventsUntilMillis = Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
    }

    /** How many tasks there are, as it was shown last, or {@code null}. */
    String counts() {
        return counts;
    }

    /** False if just this was shown last. */
    public boolean isNewCounts(String words) {
        boolean news = !words.equals(counts);
        counts = words;
        return news;
    }

    /** The same for the line about another deployment that is in progress. */
    public boolean isNewConflict(String line) {
        boolean news = !line.equals(conflict);
        conflict = line;
        return news;
    }
}
