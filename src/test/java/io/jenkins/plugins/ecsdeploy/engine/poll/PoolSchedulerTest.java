package io.jenkins.plugins.ecsdeploy.engine.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the threads end with the program. */
class PoolSchedulerTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);
    private final PoolScheduler scheduler = new PoolScheduler(pool);
    private final CountDownLatch begun = new CountDownLatch(1);

    @BeforeEach
    void forgetDelayedTasks() {
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    /** Such as a save in the middle of which Jenkins is stopped. */
    @Test
    void whatRunsComesToItsEnd() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        scheduler.schedule(
                () -> {
                    begun.countDown();
                    awaitStop();
                    scheduler.schedule(() -> end.complete("a task that was begun after the stop"), Duration.ZERO);
                    end.complete(Thread.currentThread().isInterrupted() ? "interrupted" : "done");
                },
                Duration.ZERO);
        begun.await();

        scheduler.stop(LONG);

        assertThat(end).isCompletedWithValue("done");
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void whatTakesTooLongIsInterrupted() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        scheduler.schedule(
                () -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        end.complete(scheduler.isStopping() ? "interrupted by the stop" : "interrupted");
                    }
                },
                Duration.ZERO);
        begun.await();

        scheduler.stop(Duration.ofMillis(1));

        assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("interrupted by the stop");
    }

    @Test
    void whatWaitsIsForgotten() throws Exception {
        scheduler.schedule(() -> {}, Duration.ofHours(1));

        scheduler.stop(LONG);

        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(pool.getQueue()).isEmpty();
    }

    @Test
    void aPoolThatSomebodyElseEndedIsNoStop() {
        pool.shutdown();

        assertThatThrownBy(() -> scheduler.schedule(() -> {}, Duration.ZERO))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(scheduler.isStopping()).isFalse();
    }

    private void awaitStop() {
        while (!scheduler.isStopping()) {
            Thread.onSpinWait();
        }
    }
}
