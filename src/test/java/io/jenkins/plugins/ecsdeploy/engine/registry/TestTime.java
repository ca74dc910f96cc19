package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that goes on by the pauses that are made, which take no time. */
public final class TestTime implements InstantSource, Pauses {
    public final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void pause(Duration pause) {
        pauses.add(pause);
        now = now.plus(pause);
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
