package io.jenkins.plugins.ecsdeploy.steps.promotion;

import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.caller.Failures;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs {@code tagImage}: a few requests. After a restart it goes on from what the build has kept. */
final class TagImageExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final TagImageStep step;
    private transient Promotion promotion;
    /** That which waits for the registry now. */
    private transient Thread thread;

    private transient boolean ended;

    TagImageExecution(StepContext context, TagImageStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        EcsRuntime.get().registryThreads().execute(this::begin);
        return false;
    }

    @Override
    public void onResume() {
        start();
    }

    private void begin() {
        try {
            Promotion begun = new Promotion(getContext(), step);
            synchronized (this) {
                promotion = begun;
            }
            begun.ready()
                    .whenCompleteAsync(
                            (any, never) -> run(begun), EcsRuntime.get().registryThreads());
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void run(Promotion begun) {
        synchronized (this) {
            if (ended) {
                return;
            }
            thread = Thread.currentThread();
        }
        try {
            Map<String, Object> result = begun.run();
            if (endsNow()) {
                begun.ended(null);
                getContext().onSuccess(result);
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            leave();
        }
    }

    /** Whoever stops the step interrupts this thread no more, which goes on with other work. */
    private synchronized void leave() {
        thread = null;
        Thread.interrupted();
    }

    private synchronized boolean endsNow() {
        boolean now = !ended;
        ended = true;
        return now;
    }

    private void fail(Throwable failure) {
        if (EcsRuntime.get().isStopping()) {
            // It has most likely been interrupted, and goes on after the restart.
            return;
        }
        if (endsNow()) {
            Throwable shown = Failures.shown(failure);
            Promotion failed = promotion();
            if (failed != null) {
                failed.ended(String.valueOf(shown.getMessage()));
            }
            getContext().onFailure(shown);
        }
    }

    /** Null: it cannot even begin. */
    private synchronized Promotion promotion() {
        return promotion;
    }

    /** The registry is not waited for: what it was asked last, it may do or not. */
    @Override
    public void stop(Throwable cause) {
        Promotion stopped;
        synchronized (this) {
            if (!endsNow()) {
                return;
            }
            stopped = promotion;
            if (thread != null) {
                thread.interrupt();
            }
        }
        if (stopped != null) {
            stopped.tellWhatMayBe();
            stopped.ended("The step was stopped");
        }
        getContext().onFailure(cause);
    }

    @Override
    public String getStatus() {
        return "tagging " + step.getImage();
    }
}
