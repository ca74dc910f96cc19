package io.jenkins.plugins.ecsdeploy.steps.caller;

import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The execution of a step that changes nothing at AWS: pieces of work on the plugin's threads, one after the other. After a
 * restart it is simply done again.
 */
public abstract class ReadingExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private transient CompletableFuture<?> awaited;
    private transient boolean stopped;

    protected ReadingExecution(StepContext context) {
        super(context);
    }

    /** What is to be done with an answer. */
    protected interface Next<T> {
        void accept(T answer) throws Exception;
    }

    @Override
    public void onResume() {
        try {
            start();
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    /** An agent that does not answer must hold up neither the build that is aborted nor the thread that waits for it. */
    @Override
    public void stop(Throwable cause) throws Exception {
        synchronized (this) {
            stopped = true;
            if (awaited != null) {
                awaited.cancel(true);
            }
        }
        super.stop(cause);
    }

    /** Goes on, on the plugin's threads, when the answer has come; ends the step where it fails. */
    protected final synchronized <T> void then(CompletableFuture<T> answer, Next<T> next) {
        awaited = answer;
        answer.whenCompleteAsync(
                (value, failure) -> goOn(value, failure, next), EcsRuntime.get().threads());
        if (stopped) {
            answer.cancel(true);
        }
    }

    private <T> void goOn(T value, Throwable failure, Next<T> next) {
        if (isStopped()) {
            return;
        }
        try {
            if (failure != null) {
                throw failure;
            }
            next.accept(value);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            EcsRuntime.get().fail(getContext(), e);
        } catch (Throwable e) {
            EcsRuntime.get().fail(getContext(), Failures.shown(e));
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }
}
