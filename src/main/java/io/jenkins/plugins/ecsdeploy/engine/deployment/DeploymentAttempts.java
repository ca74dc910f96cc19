package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.poll.RetryLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Does the pieces of work of one deployment. What goes wrong becomes a pause before the next try, or the end. */
final class DeploymentAttempts {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final Deadline deadline;
    private final AtomicBoolean over;
    private final Consumer<String> explain;
    private final RetryLimit retries;

    /**
     * @param over true when nothing is to be done any more
     * @param explain shows why a deployment that has begun takes so long
     */
    DeploymentAttempts(DeploymentContext deployment, Deadline deadline, AtomicBoolean over, Consumer<String> explain) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.deadline = deadline;
        this.over = over;
        this.explain = explain;
        this.retries = new RetryLimit(deployment::log, "AWS did not answer as it should");
    }

    /** Does one piece of work; answers with the pause before it is to be tried again, if it is. */
    Optional<Duration> run(Supplier<Optional<Duration>> work) {
        // An abort may come while this works; it then waits for the end of this one piece.
        synchronized (record) {
            if (over.get() || deployment.host().isStopping()) {
                return Optional.empty();
            }
            Optional<Duration> pause = tried(work);
            if (pause.isPresent() && deadline.isOver()) {
                tried(() -> {
                    throw tooLate();
                });
            }
            return over.get() ? Optional.empty() : pause.map(deadline::cut);
        }
    }

    private Optional<Duration> tried(Supplier<Optional<Duration>> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            return afterFailedCall(e, record.isBegun());
        } catch (RetryingHost.NotSaved e) {
            if (e.pause().isPresent()) {
                return e.pause();
            }
            giveUp(new EngineException(
                    "Service " + record.service() + " was not updated: the deployment could not be"
                            + " saved with the build for " + RetryLimit.LIMIT.toMinutes() + " minutes ("
                            + e.getMessage() + "). Make room on the disk of the controller",
                    e));
        } catch (EngineException e) {
            giveUp(e);
        } catch (RuntimeException e) {
            fail(e);
        } catch (Throwable e) {
            // A task that throws is dropped by its pool without a trace, and the step would wait for ever.
            fail(new IllegalStateException(e));
            throw e;
        }
        return Optional.empty();
    }

    /** To be called when AWS has answered. */
    void wentWell() {
        retries.restore();
    }

    /** @param byPoller it has tried a call only once, and the SDK several times */
    Optional<Duration> afterFailedCall(SdkException e, boolean byPoller) {
        // A wrong region is far likelier than a name server that fails just when a deployment begins.
        boolean misconfigured = record.phase() == Phase.NEW && AwsFailure.isMisconfigured(e);
        if (misconfigured || !AwsFailure.isTransient(e)) {
            giveUp(AwsFailure.explain(doing(), e));
            return Optional.empty();
        }
        Optional<Duration> pause = retries.afterFailure(e, deployment.now(), !byPoller);
        if (pause.isEmpty()) {
            giveUp(AwsFailure.explain(doing() + " for " + RetryLimit.LIMIT.toMinutes() + " minutes", e));
        }
        return pause;
    }

    private String doing() {
        return (record.isBegun() ? "Following" : "Deploying to") + " service " + record.service() + " in cluster "
                + record.cluster();
    }

    /** What the step fails with when its time is over. Shows in the log why it takes so long, if that can be seen. */
    EngineException tooLate() {
        EngineException failure = deadline.failure();
        if (record.isBegun() && record.failure() == null) {
            explain.accept(failure.getMessage());
        }
        return failure;
    }

    /** Fails, and says what goes on at AWS when nobody looks any more. */
    void giveUp(EngineException e) {
        fail(
                record.isBegun()
                        ? new EngineException(
                                e.getMessage() + "; " + record.carriedOutBy() + " goes on with deployment "
                                        + record.deploymentInWords(),
                                e)
                        : e);
    }

    private void fail(RuntimeException e) {
        if (!deployment.host().isStopping() && over.compareAndSet(false, true)) {
            if (deployment.request().mayChange()) {
                record.giveUp(e.getMessage());
            } else {
                record.lose(e.getMessage());
            }
            deployment.remember();
            deployment.host().failed(e);
        }
    }
}
