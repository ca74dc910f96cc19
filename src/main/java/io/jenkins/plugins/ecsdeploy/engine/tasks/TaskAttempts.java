package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.poll.NotYet;
import io.jenkins.plugins.ecsdeploy.engine.poll.RetryLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Does the pieces of work of one run, one at a time. What goes wrong becomes a pause before the next try, or the end. */
final class TaskAttempts {
    private final TaskContext run;
    private final AtomicBoolean over;
    private final Consumer<RuntimeException> giveUp;
    private final RetryLimit retries;

    /**
     * @param over true when nothing is to be done any more
     * @param giveUp ends the run with what cannot be tried again
     */
    TaskAttempts(TaskContext run, AtomicBoolean over, Consumer<RuntimeException> giveUp) {
        this.run = run;
        this.over = over;
        this.giveUp = giveUp;
        this.retries = new RetryLimit(run::log, "AWS did not answer as it should");
    }

    /** Does one piece of work; answers with the pause before it is to be tried again, if it is. */
    Optional<Duration> run(Supplier<Optional<Duration>> work) {
        synchronized (run.record()) {
            if (over.get() || run.host().isStopping()) {
                return Optional.empty();
            }
            Optional<Duration> pause = tried(work);
            return over.get() ? Optional.empty() : pause.map(run::cut);
        }
    }

    /** To be called when AWS has answered. */
    void wentWell() {
        retries.restore();
    }

    private Optional<Duration> tried(Supplier<Optional<Duration>> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            return afterFailedCall(e);
        } catch (NotYet e) {
            return Optional.of(e.pause());
        } catch (RuntimeException e) {
            giveUp.accept(e);
        } catch (Throwable e) {
            // A task that throws is dropped by its pool without a trace, and the step would wait for ever.
            giveUp.accept(new IllegalStateException(e));
            throw e;
        }
        return Optional.empty();
    }

    private Optional<Duration> afterFailedCall(SdkException e) {
        // A wrong region is far likelier than a name server that fails just when a run begins.
        boolean misconfigured = run.record().phase() == TaskPhase.NEW && AwsFailure.isMisconfigured(e);
        if (misconfigured || !AwsFailure.isTransient(e)) {
            giveUp.accept(AwsFailure.explain(doing(), e));
            return Optional.empty();
        }
        Optional<Duration> pause = retries.afterFailure(e, run.now(), false);
        if (pause.isEmpty()) {
            giveUp.accept(AwsFailure.explain(doing() + " for " + RetryLimit.LIMIT.toMinutes() + " minutes", e));
        }
        return pause;
    }

    private String doing() {
        return (run.record().tasks().isEmpty() ? "Running a task" : "Following a task") + " in cluster "
                + run.record().cluster();
    }
}
