package io.jenkins.plugins.ecsdeploy.variables;

import hudson.BulkChange;
import hudson.model.Run;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.workflow.cps.EnvActionImpl;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** Sets environment variables for the rest of a build, as {@code env.NAME = value} in its script does. */
final class BuildEnvironment {
    /** More tries than a thread can lose a race by chance. */
    private static final int MAX_TRIES = 1_000;

    private BuildEnvironment() {}

    /** Sets all of them, and saves the build once. */
    static void set(Run<?, ?> run, FlowExecution execution, Map<String, String> variables)
            throws IOException, InterruptedException {
        EnvActionImpl env = EnvActionImpl.forRun(run);
        onScriptThread(execution, () -> {
            try (BulkChange ignored = new BulkChange(run)) {
                variables.forEach(env::setProperty);
            }
        });
        run.save();
    }

    /**
     * Runs the task on the thread that runs the script, and waits for it. That thread alone changes the map of
     * {@code env}, which is not made for more. Pipeline completes the list of steps on that thread; if the list is
     * complete before the task is attached to it, the task would run on this one, so it is tried again.
     */
    private static void onScriptThread(FlowExecution execution, Runnable task)
            throws IOException, InterruptedException {
        Thread here = Thread.currentThread();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            boolean last = tries == MAX_TRIES - 1;
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            execution
                    .getCurrentExecutions(true)
                    .addListener(
                            () -> {
                                try {
                                    boolean run = last || Thread.currentThread() != here;
                                    if (run) {
                                        task.run();
                                    }
                                    done.complete(run);
                                } catch (RuntimeException e) {
                                    done.completeExceptionally(e);
                                }
                            },
                            Runnable::run);
            try {
                if (done.get()) {
                    return;
                }
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
    }
}
