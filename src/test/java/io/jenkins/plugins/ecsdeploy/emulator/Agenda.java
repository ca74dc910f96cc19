package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is going to happen to one service, in order of time. Nothing runs by itself: whoever looks at the service
 * first lets happen what is due, so that the emulator needs no threads and a test's clock decides everything.
 */
public final class Agenda {
    private record Entry(Instant at, long order, Runnable action) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::order));
    private long order;
    private Instant now = Instant.MIN;

    /** Notes something down; what is due already happens with the next {@link #runUntil}. */
    public void at(Instant moment, Runnable action) {
        entries.add(new Entry(moment, order++, action));
    }

    /** Lets everything happen that is due up to and including that moment. */
    void runUntil(Instant moment) {
        while (!entries.isEmpty() && !entries.peek().at().isAfter(moment)) {
            Entry entry = entries.poll();
            if (entry.at().isAfter(now)) {
                now = entry.at();
            }
            entry.action().run();
        }
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    /** The moment in which the service is at present: that of the entry which is happening, or of the last look. */
    public Instant now() {
        return now;
    }
}
