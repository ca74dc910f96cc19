package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Duration;
import java.time.Instant;

/**
 * The time inside an emulator. Everything that changes by itself at ECS (tasks, deployments, credentials, rate
 * limits) is a function of this clock, so that a test decides when something happens and never has to wait for it.
 */
public final class EmulatorClock {
    /** Where a manual clock starts: the same moment in every test, so that texts with times can be compared. */
    public static final Instant START = Instant.parse("2026-01-15T12:00:00Z");

    private final double speed;
    private final long startedNanos = System.nanoTime();
    private Instant base;
    private boolean closed;

    private EmulatorClock(Instant base, double speed) {
        this.base = base;
        this.speed = speed;
    }

    /** A clock that stands still at {@link #START} until {@link #advance} moves it. */
    public static EmulatorClock manual() {
        return manual(START);
    }

    /** A clock that stands still at the given moment until {@link #advance} moves it. */
    public static EmulatorClock manual(Instant start) {
        return new EmulatorClock(start, 0);
    }

    /**
     * A clock that starts at the present and runs by itself.
     *
     * @param speed seconds of the emulator per real second; 1 is real time, 60 makes a minute of a second
     * @throws IllegalArgumentException if the speed is not above zero
     */
    public static EmulatorClock running(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("The speed of a running clock must be above zero: " + speed);
        }
        return new EmulatorClock(Instant.now(), speed);
    }

    /** The present inside the emulator; never goes back. */
    public synchronized Instant now() {
        return isManual() ? base : base.plusNanos((long) ((System.nanoTime() - startedNanos) * speed));
    }

    /**
     * Moves the clock forward (a running clock jumps). What was due in between has happened for whoever asks next.
     *
     * @throws IllegalArgumentException if the duration is negative: nothing at AWS goes back in time
     */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("The clock cannot go back: " + duration);
        }
        base = base.plus(duration);
        notifyAll();
    }

    /** Whether only {@link #advance} moves this clock. */
    public boolean isManual() {
        return speed == 0;
    }

    /** Holds the calling thread until the clock shows that moment, or the emulator is closed. */
    synchronized void await(Instant moment) throws InterruptedException {
        while (!closed && now().isBefore(moment)) {
            if (isManual()) {
                wait();
            } else {
                Duration left = Duration.between(now(), moment);
                wait(Math.max(1, (long) Math.ceil(left.toNanos() / speed / 1_000_000)));
            }
        }
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
