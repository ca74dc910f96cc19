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

    private final ScheduledExecutorService pool;
    private volatile String fullName;
    private volatile Snapshot snapshot = Snapshot.EMPTY;
    private volatile boolean complete;

    private volatile long writtenMillis;
    private final Object oneWriter = new Object();

    // Guarded by this:
    private boolean loaded;
    private boolean behind;
    private boolean scanning;
    private WeakReference<Object> scanned = new WeakReference<>(null);

    BuildIndex(String fullName, ScheduledExecutorService pool) {
        this.fullName = fullName;
        this.pool = pool;
    }

    /** The list as it is. Reads the file the first time; starts a scan if builds were not looked at. */
    BuildList list(Job<?, ?> job) {
        JobBuilds builds = new JobBuilds(job);
        load(job);
        scanIfNeeded(builds);
        return new CurrentBuilds(snapshot, builds, complete);
    }

    /** Reads the file if that was not done. */
    synchronized void load(Job<?, ?> job) {
        if (loaded) {
            return;
        }
        loaded = true;
        File file = IndexFile.of(job.getBuildDir());
        if (!file.exists()) {
            return;
        }
        try {
            writtenMillis = file.lastModified();
            snapshot = IndexFile.read(file);
        } catch (IOException e) {
            LOGGER.info(() -> "Looking through the builds of " + fullName + " again: " + e.getMessage());
        }
    }

    void put(BuildEntry entry) {
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
            synchronized (this) {
                scanned = new WeakReference<>(null);
            }
        }
    }

    /** Takes over what a build is now: finished, renamed, kept, or no longer successful. */
    void update(Run<?, ?> run) {
        FinishedBuild.entry(run).ifPresentOrElse(this::put, () -> remove(run.getNumber()));
    }

    void renamed(String newFullName) {
        fullName = newFullName;
        change(now -> now);
    }

    /** Writes the file if it is behind. */
    void flush() {
        synchronized (this) {
            if (!behind) {
                return;
            }
            behind = false;
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
                Snapshot known = snapshot.only(builds::exists);
                snapshot = complete ? known.settledTo(Math.min(running - 1, highest)) : known;
            }
            IndexFile.write(file, snapshot);
            writtenMillis = file.lastModified();
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
            scanned = new WeakReference<>(builds.identity());
        }
        later(new BuildScan(this, builds, snapshot, writtenMillis), 0);
    }

    /**
     * The scan is through.
     *
     * @param lowest the lowest number that it looked at
     */
    void scanned(int lowest) {
        change(now -> now.lookedDownTo(lowest));
        complete = true;
        synchronized (this) {
            scanning = false;
        }
    }

    /** The scan failed. It is tried again when the job was read from disk again. */
    synchronized void abandoned() {
        scanning = false;
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
