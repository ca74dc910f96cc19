package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Real time, and the threads of a pool. */
public final class PoolScheduler implements Scheduler {
    private final ScheduledExecutorService pool;
    private volatile boolean stopping;

    /** @param pool one that forgets delayed tasks when it is shut down */
    public PoolScheduler(ScheduledExecutorService pool) {
        this.pool = pool;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    /** Once it is being stopped, tasks are forgotten: to refuse one would look like a failure to whoever goes on later. */
    @Override
    public void schedule(Runnable task, Duration delay) {
        if (stopping) {
            return;
        }
        try {
            pool.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    /** True from the moment when {@link #stop} was called. */
    public boolean isStopping() {
        return stopping;
    }

    /**
     * Begins no task any more, and lets those that run come to their ends.
     *
     * @param grace after which those that still run are interrupted
     */
    public void stop(Duration grace) {
        stopping = true;
        pool.shutdown();
        try {
            pool.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pool.shutdownNow();
    }
}
