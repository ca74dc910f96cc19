package io.jenkins.plugins.ecsdeploy.history.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is in memory of a service: the newest entry, what has not ended, and of each job the newest entry and the newest
 * that ended well, for whoever may read that job alone. No more than {@value #JOBS} jobs.
 *
 * @param entries the newest first
 */
public record Heads(ServiceKey service, List<Entry> entries) {
    static final int JOBS = 16;
    /** Deployments of a service take turns, so there are seldom two. */
    static final int OPEN = 8;

    public Heads {
        entries = List.copyOf(entries);
    }

    static Heads of(ServiceKey service, Collection<Entry> newestFirst) {
        List<Entry> kept = new ArrayList<>();
        Map<String, Boolean> goodByJob = new HashMap<>();
        Set<String> jobs = new HashSet<>();
        int open = 0;
        for (Entry entry : newestFirst) {
            boolean newest = kept.isEmpty();
            boolean firstOfJob = jobs.size() < JOBS && jobs.add(entry.job());
            boolean firstGood =
                    jobs.contains(entry.job()) && entry.isGood() && goodByJob.putIfAbsent(entry.job(), true) == null;
            boolean going = entry.isOpen() && open++ < OPEN;
            if (newest || firstOfJob || firstGood || going) {
                kept.add(entry);
            }
        }
        return new Heads(service, kept);
    }

    /** With an entry that was written just now. */
    Heads with(Entry written) {
        Map<String, Entry> byId = new LinkedHashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        byId.put(written.id(), written);
        return of(service, sorted(byId.values()));
    }

    /** The order of the newest entry; 0: there is none. */
    public long newest() {
        return entries.isEmpty() ? 0 : entries.get(0).order();
    }

    private static List<Entry> sorted(Collection<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Lines.NEWEST_FIRST);
        return sorted;
    }
}
