package io.jenkins.plugins.ecsdeploy.builds;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;

/**
 * The index of one job. What it knows is one immutable snapshot, so readers never wait. A change replaces the snapshot
 * at once and the file a little later, so that several builds which end together are written once.
 */
final class BuildIndex {
    private static final Logger LOGGER = Logger.getLogger(BuildIndex.class.getName());
    private static final int WRITE_AFTER_MILLIS = 2000;
    /** What made a scan fail may be over by then; if not, it costs no more than one look a minute. */
    private static final int SCAN_AGAIN_AFTER_MILLIS = 60_000;

    private final ScheduledExecutorService pool;
    private volatile String fullName;
    private volatile Snapshot snapshot = Snapshot.EMPTY;
    private volatile boolean complete;
    private volatile boolean abandoned;

    private volatile long unwatchedSinceMillis;
    private final Object oneWriter = new Object();

    // Guarded by this:
    private boolean loaded;
    private boolean behind;
    private boolean forgotten;
    private boolean scanning;
    private WeakReference<Object> scanned = new WeakReference<>(null);

    BuildIndex(String fullName, ScheduledExecutorService pool) {
        this.fullName = fullName;
        this.pool = pool;
    }

    /** The list as it is. Reads the file the first time; starts a scan if builds were not looked at. */
    BuildList list(Job<?, ?> job) {
        JobBuilds builds = follow(job);
        return new CurrentBuilds(snapshot, builds, complete, abandoned);
    }

    /** From now on all is known of the job, or soon will be. */
    JobBuilds follow(Job<?, ?> job) {
        JobBuilds builds = new JobBuilds(job);
        load(job);
        scanIfNeeded(builds);
        return builds;
    }

    private synchronized void load(Job<?, ?> job) {
        if (loaded) {
            return;
        }
        loaded = true;
        File file = IndexFile.of(job.getBuildDir());
        if (!file.exists()) {
            return;
        }
        try {
            unwatchedSinceMillis = file.lastModified();
            snapshot = IndexFile.read(file);
        } catch (IOException e) {
            LOGGER.info(() -> "Looking through the builds of " + fullName + " again: " + e.getMessage());
        }
    }

    private void put(BuildEntry entry) {
        if (!snapshot.find(entry.number()).equals(Optional.of(entry))) {
            change(now -> now.with(entry));
        }
    }

    void remove(int number) {
        if (snapshot.find(number).isPresent()) {
            change(now -> now.without(number));
            lookFurtherDownIfFew();
        }
    }

    /** Older builds than the cap let in take the places of those that were deleted, from the next list on. */
    private void lookFurtherDownIfFew() {
        if (complete && snapshot.lowest() > 1 && snapshot.successes() < Snapshot.CAP / 2) {
            scanAgain();
        }
    }

    /** With the next list. */
    private synchronized void scanAgain() {
        scanned = new WeakReference<>(null);
    }

    /** Takes over what a build is now: finished, renamed, kept, or no longer successful. */
    void update(Run<?, ?> run) {
        Optional<BuildEntry> entry;
        do {
            entry = FinishedBuild.entry(run);
            entry.ifPresentOrElse(this::put, () -> remove(run.getNumber()));
            // Another thread may have changed the build in between, and have put that before this one put the old.
        } while (!FinishedBuild.entry(run).equals(entry));
    }

    void renamed(String newFullName) {
        fullName = newFullName;
        change(now -> now);
    }

    /** The job is no more. Another one may get its name. */
    synchronized void forget() {
        forgotten = true;
    }

    /**
     * Writes the file if it is behind. Not before all builds were looked at: the time of the file says since when nobody
     * watched.
     */
    void flush() {
        synchronized (this) {
            if (!behind) {
                return;
            }
            behind = false;
            if (forgotten || !complete) {
                return;
            }
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(fullName, Job.class);
            File folder = job == null ? null : job.getBuildDir();
            // A folder that is gone belongs to a job that was deleted or is being moved.
            if (folder != null && folder.isDirectory()) {
                write(new JobBuilds(job), IndexFile.of(folder));
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot keep the list of successful builds of " + fullName);
        }
    }

    /** Looks at the disk and writes to it, so it must not hold up a build that ends: no lock that {@link #put} wants. */
    private void write(JobBuilds builds, File file) throws IOException {
        synchronized (oneWriter) {
            // Before the snapshot is taken: a build that ends in between is then looked at once more, never missed.
            int running = builds.lowestRunning().orElse(Integer.MAX_VALUE);
            int highest = IntStream.of(builds.numbers()).findFirst().orElse(0);
            synchronized (this) {
                snapshot = snapshot.only(builds::exists).settledTo(Math.min(running - 1, highest));
            }
            IndexFile.write(file, snapshot);
        }
    }

    private void change(UnaryOperator<Snapshot> how) {
        synchronized (this) {
            snapshot = how.apply(snapshot);
            if (behind) {
                return;
            }
            behind = true;
        }
        later(this::flush, WRITE_AFTER_MILLIS);
    }

    private void scanIfNeeded(JobBuilds builds) {
        synchronized (this) {
            if (scanning || scanned.get() == builds.identity()) {
                return;
            }
            scanning = true;
            abandoned = false;
            scanned = new WeakReference<>(builds.identity());
        }
        later(new BuildScan(this, builds, snapshot, unwatchedSinceMillis), 0);
        // What is changed on disk from now on, without Jenkins, is for the scan after the next reload.
        unwatchedSinceMillis = System.currentTimeMillis();
    }

    /**
     * The scan is through.
     *
     * @param lowest the lowest number that it looked at
     */
    void scanned(int lowest) {
        complete = true;
        change(now -> now.lookedDownTo(lowest));
        synchronized (this) {
            scanning = false;
        }
    }

    /** The scan failed. It is tried again when the job was read from disk again, or after a while. */
    void abandoned() {
        synchronized (this) {
            abandoned = true;
            scanning = false;
        }
        later(this::scanAgain, SCAN_AGAIN_AFTER_MILLIS);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    boolean isStopping() {
        return pool.isShutdown();
    }

    void later(Runnable task, int millis) {
        try {
            pool.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Jenkins is stopping. What is behind is written by flush, or looked at again after the restart.
            LOGGER.log(Level.FINE, e, () -> fullName);
        }
    }
}
