package io.jenkins.plugins.ecsdeploy.history.figures;

import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How a service was deployed to one place in so many days. What never reached the service (NOT_DEPLOYED) and what changed
 * nothing (UNCHANGED, UPDATED) is no deployment here; two steps that follow one deployment of AWS are one.
 *
 * @param days over which these are
 * @param deployments how many ended
 * @param failed how many of these failed or were rolled back
 * @param lead from the end of the upstream build to the end of the deployment that brought it, of those that ended well
 * @param restore from the beginning of a deployment that failed to when the service was well again: the end of its own
 *     rollback, or of the next deployment that ended well
 */
public record Figures(int days, int deployments, int failed, Spread lead, Spread restore) {
    private static final int DAYS_OF_A_WEEK = 7;

    private static final long WEEK = Duration.ofDays(DAYS_OF_A_WEEK).toMillis();

    /** Of some durations, the one in the middle, and the one that nine of ten do not exceed. */
    public record Spread(Optional<Duration> median, Optional<Duration> p90) {
        static Spread of(List<Long> millis) {
            List<Long> sorted = millis.stream().sorted().toList();
            return new Spread(at(sorted, 50), at(sorted, 90));
        }

        /** The nearest rank. */
        private static Optional<Duration> at(List<Long> sorted, int percent) {
            return sorted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1)));
        }
    }

    /**
     * @param entries of one service in one place, in any order
     * @param stages the jobs that deploy the service: their builds are stations on the way
     * @param now in milliseconds since the epoch
     */
    public static Figures of(Collection<Entry> entries, Set<String> stages, int days, long now) {
        return between(deployments(entries), stages, days, now);
    }

    /**
     * The same for each of so many weeks, the oldest first; the last one ends now.
     *
     * @param entries of one service in one place, in any order
     * @param stages as above
     * @param now in milliseconds since the epoch
     */
    public static List<Figures> weekly(Collection<Entry> entries, Set<String> stages, int weeks, long now) {
        List<Entry> all = deployments(entries);
        return IntStream.iterate(weeks - 1, week -> week >= 0, week -> week - 1)
                .mapToObj(week -> between(all, stages, DAYS_OF_A_WEEK, now - week * WEEK))
                .toList();
    }

    private static Figures between(List<Entry> all, Set<String> stages, int days, long until) {
        long since = until - Duration.ofDays(days).toMillis();
        List<Entry> within = all.stream()
                .filter(entry -> entry.end().millis() > since && entry.end().millis() <= until)
                .toList();
        List<Long> lead = new ArrayList<>();
        List<Long> restore = new ArrayList<>();
        for (Entry entry : within) {
            if (entry.isGood()) {
                upstreamEnd(entry, stages)
                        .ifPresent(end -> lead.add(Math.max(0, entry.end().millis() - end)));
            } else {
                restored(entry, all).ifPresent(end -> restore.add(Math.max(0, end - entry.began())));
            }
        }
        return new Figures(
                days,
                within.size(),
                (int) within.stream().filter(entry -> !entry.isGood()).count(),
                Spread.of(lead),
                Spread.of(restore));
    }

    /** Those that have ended and brought something to the service, or tried to, the oldest first. */
    private static List<Entry> deployments(Collection<Entry> entries) {
        Set<String> known = new HashSet<>();
        return entries.stream()
                .filter(entry -> !entry.isOpen())
                .filter(entry -> switch (entry.end().status()) {
                    case "SUCCESSFUL", "ROLLED_BACK", "FAILED" -> true;
                    default -> false;
                })
                // Of those that follow one deployment, the last one has seen its end.
                .sorted(Comparator.comparingLong((Entry entry) -> -entry.end().millis()))
                .filter(entry -> entry.carrier().deployments().isEmpty()
                        || known.add(entry.carrier().deployments().get(0)))
                .sorted(Comparator.comparingLong((Entry entry) -> entry.end().millis()))
                .toList();
    }

    /** Of the builds that no stage made, if there are any: those are where it came from. */
    private static Optional<Long> upstreamEnd(Entry entry, Set<String> stages) {
        List<Build> all = entry.origin().upstream().stream()
                .filter(build -> build.ended() > 0)
                .toList();
        List<Build> first =
                all.stream().filter(build -> !stages.contains(build.job())).toList();
        return (first.isEmpty() ? all : first).stream().map(Build::ended).max(Comparator.naturalOrder());
    }

    private static Optional<Long> restored(Entry failed, List<Entry> all) {
        if (failed.end().status().equals("ROLLED_BACK")) {
            return Optional.of(failed.end().millis());
        }
        return all.stream()
                .filter(entry ->
                        entry.isGood() && entry.end().millis() > failed.end().millis())
                .map(entry -> entry.end().millis())
                .findFirst();
    }

    public double perWeek() {
        return deployments * (double) DAYS_OF_A_WEEK / days;
    }

    /** Between 0 and 1; absent where nothing was deployed. */
    public Optional<Double> failedShare() {
        return deployments == 0 ? Optional.empty() : Optional.of((double) failed / deployments);
    }
}
