package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a deployment began and ended. Milliseconds since the epoch, 0 when not yet known. */
public final class Times implements Serializable {
    private static final long serialVersionUID = 1L;

    private long startedMillis;
    private long beganMillis;
    private long followedSinceMillis;
    private long endedMillis;

    Times(long startedMillis) {
        this.startedMillis = startedMillis;
    }

    private Object readResolve() {
        startedMillis = startedMillis == 0 ? followedSinceMillis : startedMillis;
        return this;
    }

    long startedMillis() {
        return startedMillis;
    }

    void followed(Instant byAws, Instant now) {
        beganMillis = byAws.toEpochMilli();
        followedSinceMillis = now.toEpochMilli();
    }

    void ended(Instant now) {
        endedMillis = now.toEpochMilli();
    }

    /** When the deployment began, by the clock of AWS, as are the times of events; absent before. */
    public Optional<Instant> began() {
        return beganMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(beganMillis));
    }

    /** When we began to follow it, by our own clock. */
    public Instant followedSince() {
        return Instant.ofEpochMilli(followedSinceMillis);
    }

    /** From the start to the end, waits and queues included; absent before, and where nobody saw the end. */
    public Optional<Duration> duration() {
        return endedMillis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(endedMillis - startedMillis));
    }
}
