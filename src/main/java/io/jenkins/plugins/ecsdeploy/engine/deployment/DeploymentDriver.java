package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes one deployment from its record's phase to its end, in short tasks with nothing held in between. Beginning and
 * going on after a restart are the same: {@link #start()} does what the record says is still to do.
 */
public final class DeploymentDriver {
    /** Calls that fail in a row for this long end the wait; the deployment itself goes on at ECS. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final DeployRequest request;
    private final DeploymentRecord record;
    private final DeploymentHost host;
    private final Scheduler scheduler;
    private final AtomicBoolean over = new AtomicBoolean();
    private int failures;
    private Instant failingSince;

    public DeploymentDriver(DeployRequest request, DeploymentRecord record, DeploymentHost host, Scheduler scheduler) {
        this.request = request;
        this.record = record;
        this.host = host;
        this.scheduler = scheduler;
    }

    /** Begins, or goes on where the record stands. Returns at once. */
    public void start() {
        scheduler.schedule(this::step, Duration.ZERO);
    }

    /** Ends the wait without a word to the host. What ECS has begun goes on. */
    public void cancel() {
        over.set(true);
    }

    private void step() {
        if (over.get()) {
            return;
        }
        try {
            Optional<Duration> pause = advance(host.ecs());
            failures = 0;
            pause.ifPresentOrElse(this::again, this::succeed);
        } catch (SdkException e) {
            afterFailedCall(e);
        } catch (EngineException e) {
            giveUp(e);
        } catch (RuntimeException e) {
            fail(e);
        } catch (Throwable e) {
            // A task that throws is dropped by its pool without a trace, and the step would wait for ever.
            fail(new IllegalStateException(e));
            throw e;
        }
    }

    /** One step; answers with the pause before the next, or nothing when the deployment has ended well. */
    private Optional<Duration> advance(EcsApi ecs) {
        if (record.phase.compareTo(Phase.FOLLOWING) < 0) {
            new DeploymentStart(ecs, request, record, host, scheduler.now(), over::get).run();
            if (record.phase == Phase.FOLLOWING) {
                if (request.waitForEnd()) {
                    return Optional.of(PollInterval.regular(Duration.ZERO));
                }
                record.leave();
                host.remember(record);
            }
        } else if (record.phase == Phase.FOLLOWING) {
            if (!new DeploymentWatch(ecs, record, host, scheduler.now()).look()) {
                failIfOverdue();
                return Optional.of(PollInterval.regular(age()));
            }
        }
        if (record.lastWord != null) {
            // It had ended before a restart, and only the word of it was lost.
            throw new EngineException(record.lastWord);
        }
        return Optional.empty();
    }

    private void again(Duration pause) {
        if (!over.get()) {
            scheduler.schedule(this::step, pause);
        }
    }

    private void afterFailedCall(SdkException e) {
        if (!AwsFailure.isTransient(e)) {
            giveUp(AwsFailure.explain("Deploying " + record.service + " to cluster " + record.cluster, e));
            return;
        }
        failures++;
        if (failures == 1) {
            failingSince = scheduler.now();
            host.log("  AWS did not answer as it should, trying again: " + AwsFailure.text(e));
        }
        if (failingSince.plus(PATIENCE).isBefore(scheduler.now())) {
            giveUp(AwsFailure.explain(
                    "Following service " + record.service + " for " + PATIENCE.toMinutes() + " minutes", e));
        } else {
            again(PollInterval.afterFailures(failures));
        }
    }

    private void failIfOverdue() {
        request.timeout().filter(timeout -> age().compareTo(timeout) > 0).ifPresent(timeout -> {
            throw new EngineException("The deployment of " + Arns.shortName(record.taskDefinitionArn) + " to service "
                    + record.service + " did not end within " + timeout.toMinutes() + " minutes (timeoutMinutes)");
        });
    }

    /** Fails, and says what goes on at ECS when nobody looks any more. */
    private void giveUp(EngineException e) {
        fail(
                record.phase == Phase.FOLLOWING
                        ? new EngineException(
                                e.getMessage() + "; ECS goes on with deployment " + record.deploymentInWords(), e)
                        : e);
    }

    private Duration age() {
        return Duration.between(Instant.ofEpochMilli(record.startedMillis), scheduler.now());
    }

    private void succeed() {
        if (over.compareAndSet(false, true)) {
            host.succeeded(record);
        }
    }

    private void fail(RuntimeException e) {
        if (over.compareAndSet(false, true)) {
            record.lastWord = e.getMessage();
            record.phase = Phase.ENDED;
            try {
                host.remember(record);
            } catch (RuntimeException notKept) {
                e.addSuppressed(notKept);
            }
            host.failed(e);
        }
    }
}
