package io.jenkins.plugins.ecsdeploy.history.journal;

import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The entries of several services in one order. A service's files are not looked at before its newest entry, which is in
 * memory, is the next one that could be wanted.
 */
final class NewestFirst {
    /** One service, and how far it has been read. */
    private final class Source {
        private final ServiceLog log;
        private Deque<YearMonth> months;
        private final Deque<Entry> read = new ArrayDeque<>();
        /** No entry that is left has a higher one. */
        private long atMost;

        private Source(ServiceLog log) {
            this.log = log;
            this.atMost = log.heads().newest();
        }

        /** Its next entry, which is not taken; nothing at the end. */
        private Optional<Entry> next() {
            if (months == null) {
                months = new ArrayDeque<>(log.months());
            }
            while (read.isEmpty() && !months.isEmpty()) {
                YearMonth month = months.remove();
                if (after.isEmpty()
                        || !month.isAfter(ServiceLog.month(after.get().order()))) {
                    log.entries(month).stream()
                            .filter(entry -> after.isEmpty() || after.get().isBefore(entry))
                            .filter(wanted)
                            .forEach(read::add);
                }
            }
            return Optional.ofNullable(read.peek());
        }

        int compareWith(Source other) {
            if (atMost != other.atMost) {
                return Long.compare(other.atMost, atMost);
            }
            if (read.isEmpty() || other.read.isEmpty()) {
                // What may be there is looked at before anything of the same moment is taken.
                return Boolean.compare(!read.isEmpty(), !other.read.isEmpty());
            }
            return PageMark.newestFirst().compare(read.peek(), other.read.peek());
        }
    }

    private final Optional<PageMark> after;
    private final Predicate<Entry> wanted;
    private final PriorityQueue<Source> sources = new PriorityQueue<>(Source::compareWith);

    NewestFirst(Collection<ServiceLog> logs, Optional<PageMark> after, Predicate<Entry> wanted) {
        this.after = after;
        this.wanted = wanted;
        logs.forEach(log -> sources.add(new Source(log)));
    }

    List<Entry> take(int limit) {
        List<Entry> taken = new ArrayList<>();
        while (taken.size() < limit && !sources.isEmpty()) {
            Source first = sources.remove();
            Optional<Entry> next = first.next();
            if (next.isEmpty()) {
                continue;
            }
            if (next.get().order() < first.atMost || isTied(first)) {
                // Another one's may be newer.
                first.atMost = next.get().order();
                sources.add(first);
                if (sources.peek() != first) {
                    continue;
                }
                sources.remove();
            }
            taken.add(first.read.remove());
            first.atMost = next.get().order();
            sources.add(first);
        }
        return taken;
    }

    private boolean isTied(Source first) {
        return !sources.isEmpty() && sources.peek().atMost == first.atMost;
    }
}
