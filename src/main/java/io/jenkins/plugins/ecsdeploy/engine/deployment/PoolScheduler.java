package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Real time, and the threads of a pool. */
public final class PoolScheduler implements Scheduler {
    private final ScheduledExecutorService pool;

    public PoolScheduler(ScheduledExecutorService pool) {
        this.pool = pool;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        pool.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
