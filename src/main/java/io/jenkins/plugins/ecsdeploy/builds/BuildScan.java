package io.jenkins.plugins.ecsdeploy.builds;

import hudson.model.Run;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import jenkins.util.SystemProperties;

/**
 * Looks through the builds of a job in the background, newest first: all of them if nothing is known, else only those
 * that came or changed while nobody watched. It works in short slices, so that a large job does not keep others
 * waiting.
 */
final class BuildScan implements Runnable {
    private static final Logger LOGGER = Logger.getLogger(BuildScan.class.getName());
    /** After so many builds it gives up finding more successful ones. */
    private static final int LIMIT =
            SystemProperties.getInteger(BuildScan.class.getPackageName() + ".scanLimit", 100_000);

    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** File systems do not all keep more exact times. */
    private static final int CLOCK_MILLIS = 2000;

    private final BuildIndex index;
    private final JobBuilds builds;
    private final Snapshot before;
    private final long unwatchedSinceMillis;
    private int[] numbers;
    private int next;
    private int lookedAt;

    /**
     * @param before what was known
     * @param unwatchedSinceMillis since when a build may have changed unnoticed
     */
    BuildScan(BuildIndex index, JobBuilds builds, Snapshot before, long unwatchedSinceMillis) {
        this.index = index;
        this.builds = builds;
        this.before = before;
        this.unwatchedSinceMillis = unwatchedSinceMillis;
    }

    @Override
    public void run() {
        try {
            slice();
        } catch (Throwable e) {
            // Whatever it is: those who wait for the list are to be told that it does not come.
            LOGGER.log(Level.WARNING, e, () -> "Cannot look through the builds for the list of successful ones");
            index.abandoned();
        }
    }

    private void slice() {
        if (numbers == null) {
            numbers = builds.numbers();
            // What people want most is there at once, even if everything after it failed.
            IntStream.of(builds.permalinks()).filter(builds::exists).forEach(this::look);
        }
        long end = System.nanoTime() + SLICE_NANOS;
        while (!index.isStopping()) {
            if (next == numbers.length || isEnough(numbers[next])) {
                index.scanned(next == numbers.length ? 0 : numbers[next] + 1);
                return;
            }
            int number = numbers[next++];
            if (number < before.lowest()
                    || number > before.settled()
                    || builds.changed(number) > unwatchedSinceMillis - CLOCK_MILLIS) {
                look(number);
            }
            if (System.nanoTime() > end) {
                index.later(this, 0);
                return;
            }
        }
    }

    private boolean isEnough(int number) {
        return lookedAt >= LIMIT || number < before.lowest() && index.snapshot().successes() >= Snapshot.CAP;
    }

    private void look(int number) {
        lookedAt++;
        // One that is not listed is never removed here: it may be listed because it ends at this moment.
        boolean listed = index.snapshot().find(number).isPresent();
        if (!listed && !builds.mayBeSuccessful(number)) {
            return;
        }
        Optional<Run<?, ?>> run = Optional.empty();
        try {
            run = builds.load(number);
            if (!index.isStopping()) {
                run.ifPresent(index::update);
            }
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOGGER.log(Level.FINE, e, () -> "Build " + number + " cannot be looked at");
            run = Optional.empty();
        }
        if (run.isEmpty() && !index.isStopping()) {
            index.remove(number);
        }
    }
}
