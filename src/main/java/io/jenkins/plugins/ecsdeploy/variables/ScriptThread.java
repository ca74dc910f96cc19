package io.jenkins.plugins.ecsdeploy.variables;

import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The thread that runs the script of a build. Pipeline has no call for others to use it, but completes the list of running
 * steps on it ({@code CpsFlowExecution#getCurrentExecutions}).
 */
final class ScriptThread {
    /** More tries than a thread can lose a race by chance. */
    private static final int MAX_TRIES = 1_000;

    private final Supplier<ListenableFuture<List<StepExecution>>> runningSteps;

    /** @param runningSteps asks a running build for its running steps, among them the one that asks */
    ScriptThread(Supplier<ListenableFuture<List<StepExecution>>> runningSteps) {
        this.runningSteps = runningSteps;
    }

    /**
     * Runs the task there, and waits for it. If the list is complete before the task is attached to it, the task would run
     * on the calling thread, so it is tried again.
     *
     * @throws IOException if the script does not run any more, or its thread cannot be had; then the task was not run
     */
    void run(Runnable task) throws IOException, InterruptedException {
        Thread here = Thread.currentThread();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            ListenableFuture<List<StepExecution>> steps = runningSteps.get();
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            steps.addListener(
                    () -> {
                        try {
                            if (steps.get().isEmpty()) {
                                throw new IllegalStateException("the script of the build is suspended or has ended");
                            }
                            boolean there = Thread.currentThread() != here;
                            if (there) {
                                task.run();
                            }
                            done.complete(there);
                        } catch (Throwable e) {
                            done.completeExceptionally(e);
                        }
                    },
                    Runnable::run);
            try {
                if (done.get()) {
                    return;
                }
            } catch (ExecutionException e) {
                throw new IOException(e.getCause().getMessage(), e.getCause());
            }
        }
        throw new IOException("the thread that runs the script of the build cannot be had");
    }
}
