package io.jenkins.plugins.ecsdeploy.builds;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import jenkins.util.SystemProperties;

/**
 * What is known of a job's successful builds. Never changes; a change makes a new one.
 *
 * @param entries newest first
 * @param settled every build up to this number had ended, and was looked at, unless it is below {@code lowest}
 * @param lowest builds below this number were never looked at
 */
record Snapshot(List<BuildEntry> entries, int settled, int lowest) {
    /** How many builds of each result are remembered. Unstable builds must not push out successful ones. */
    static final int CAP = SystemProperties.getInteger(Snapshot.class.getPackageName() + ".cap", 500);

    static final Snapshot EMPTY = new Snapshot(List.of(), 0, Integer.MAX_VALUE);

    private static final Comparator<BuildEntry> NEWEST_FIRST =
            Comparator.comparingInt(BuildEntry::number).reversed();

    Snapshot {
        entries = List.copyOf(entries);
    }

    Snapshot with(BuildEntry entry) {
        List<BuildEntry> changed = new ArrayList<>(entries);
        int at = position(entry.number());
        if (at >= 0) {
            changed.set(at, entry);
        } else {
            changed.add(-at - 1, entry);
        }
        int low = lowest;
        if (changed.stream()
                        .filter(other -> other.result().equals(entry.result()))
                        .count()
                > CAP) {
            BuildEntry oldest = changed.stream()
                    .filter(other -> other.result().equals(entry.result()))
                    .reduce((newer, older) -> older)
                    .orElseThrow();
            changed.remove(oldest);
            low = isSuccess(oldest) ? Math.max(low, oldest.number() + 1) : low;
        }
        return new Snapshot(changed, settled, low);
    }

    Snapshot without(int number) {
        int at = position(number);
        if (at < 0) {
            return this;
        }
        List<BuildEntry> changed = new ArrayList<>(entries);
        changed.remove(at);
        return new Snapshot(changed, settled, lowest);
    }

    Snapshot only(IntPredicate exists) {
        List<BuildEntry> there =
                entries.stream().filter(entry -> exists.test(entry.number())).toList();
        return there.size() == entries.size() ? this : new Snapshot(there, settled, lowest);
    }

    Snapshot settledTo(int number) {
        return new Snapshot(entries, number, lowest);
    }

    Snapshot lookedDownTo(int number) {
        return new Snapshot(entries, settled, number);
    }

    Optional<BuildEntry> find(int number) {
        int at = position(number);
        return at < 0 ? Optional.empty() : Optional.of(entries.get(at));
    }

    Stream<BuildEntry> atLeast(Result minResult) {
        return entries.stream().filter(entry -> entry.isAtLeast(minResult));
    }

    int successes() {
        return (int) entries.stream().filter(Snapshot::isSuccess).count();
    }

    private static boolean isSuccess(BuildEntry entry) {
        return Result.SUCCESS.toString().equals(entry.result());
    }

    /** As {@link Collections#binarySearch} has it. */
    private int position(int number) {
        return Collections.binarySearch(entries, new BuildEntry(number, "", 0, "", false, Map.of()), NEWEST_FIRST);
    }
}
