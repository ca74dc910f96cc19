package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Runs tasks in the test's own thread, moving the emulator's clock from one to the next instead of sleeping. */
public final class EmulatedTime implements Scheduler {
    private record Entry(Instant due, long order, Runnable task) {}

    private final EmulatorClock clock;
    private final PriorityQueue<Entry> queue =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
    private long orders;

    public EmulatedTime(EmulatorClock clock) {
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        queue.add(new Entry(now().plus(delay), orders++, task));
    }

    /** Runs what is due within that time. */
    public void pass(Duration time) {
        Instant end = now().plus(time);
        while (!queue.isEmpty() && !queue.peek().due().isAfter(end)) {
            next();
        }
        moveTo(end);
    }

    /** Runs everything, for at most a day of the emulator's time. */
    public void passUntilIdle() {
        Instant end = now().plus(Duration.ofDays(1));
        while (!queue.isEmpty()) {
            if (now().isAfter(end)) {
                throw new AssertionError("still busy after a day");
            }
            next();
        }
    }

    boolean isIdle() {
        return queue.isEmpty();
    }

    private void next() {
        Entry entry = queue.poll();
        moveTo(entry.due());
        entry.task().run();
    }

    private void moveTo(Instant time) {
        if (time.isAfter(now())) {
            clock.advance(Duration.between(now(), time));
        }
    }
}
