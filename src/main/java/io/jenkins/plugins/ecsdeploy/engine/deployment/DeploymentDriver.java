package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

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
    private volatile boolean aborting;
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

    /**
     * Ends the wait without a word to the host, and does what the policy says with what ECS has begun. Returns at once.
     *
     * @param done called when ECS has answered, whatever it said
     */
    public void abort(OnAbort policy, Runnable done) {
        aborting = true;
        over.set(true);
        Runnable task = () -> {
            try {
                synchronized (record) {
                    new DeploymentAbort(request, record, host).run(policy, scheduler);
                }
            } finally {
                done.run();
            }
        };
        scheduler.schedule(task, Duration.ZERO);
    }

    private void step() {
        // An abort may come while this works; it then waits for the end of this one step.
        synchronized (record) {
            work();
        }
    }

    private void work() {
        if (over.get()) {
            return;
        }
        try {
            Optional<Duration> pause = advance(host.ecs());
            failures = 0;
            pause.ifPresentOrElse(this::againUnlessOverdue, this::succeed);
        } catch (NotYet e) {
            failures = 0;
            againUnlessOverdue(e.pause);
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
            if (record.phase != Phase.UPDATING && isOverdue()) {
                // It may have waited for its turn.
                throw overdue();
            }
            if (!new DeploymentStart(ecs, request, record, host, scheduler.now(), over::get).run()) {
                return Optional.of(PollInterval.regular(age()));
            }
            if (record.isBegun() && request.waitForEnd() && !over.get()) {
                return Optional.of(PollInterval.regular(Duration.ZERO));
            }
            if (record.isBegun() && !aborting) {
                return leave(ecs);
            }
        } else if (record.isBegun() && !request.waitForEnd()) {
            return leave(ecs);
        } else if (record.isBegun() && !new DeploymentWatch(ecs, record, host, scheduler.now()).look()) {
            return Optional.of(PollInterval.regular(age()));
        }
        if (record.lastWord != null) {
            // It had ended before a restart, and only the word of it was lost.
            throw new EngineException(record.lastWord);
        }
        return Optional.empty();
    }

    /** Nobody waits for the deployment: it was not asked for, or the wait was cancelled while the update was made. */
    private Optional<Duration> leave(EcsApi ecs) {
        if (!over.get() && !new DeploymentWatch(ecs, record, host, scheduler.now()).isNamed()) {
            return Optional.of(PollInterval.regular(Duration.ZERO));
        }
        record.leave();
        host.remember(record);
        if (over.get()) {
            host.log("Aborted. ECS goes on with this deployment: " + record.deploymentInWords());
        }
        return Optional.empty();
    }

    private void againUnlessOverdue(Duration pause) {
        if (isOverdue()) {
            EngineException overdue = overdue();
            tellWhyItTakesSoLong(overdue);
            giveUp(overdue);
        } else {
            again(pause);
        }
    }

    private void again(Duration pause) {
        if (!over.get()) {
            scheduler.schedule(this::step, pause);
        }
    }

    private void afterFailedCall(SdkException e) {
        // A wrong region is far likelier than a name server that fails just when a deployment begins.
        boolean wrongRegion = record.phase == Phase.NEW && AwsFailure.isUnknownHost(e);
        if (wrongRegion || !AwsFailure.isTransient(e)) {
            giveUp(AwsFailure.explain(doing() + " service " + record.service + " in cluster " + record.cluster, e));
            return;
        }
        failures++;
        if (failures == 1) {
            failingSince = scheduler.now();
            host.log("  AWS did not answer as it should, trying again: " + AwsFailure.text(e));
        }
        if (failingSince.plus(PATIENCE).isBefore(scheduler.now())) {
            giveUp(AwsFailure.explain(
                    doing() + " service " + record.service + " for " + PATIENCE.toMinutes() + " minutes", e));
        } else {
            againUnlessOverdue(PollInterval.afterFailures(failures));
        }
    }

    private String doing() {
        return record.isBegun() ? "Following" : "Deploying to";
    }

    private boolean isOverdue() {
        return request.timeout().filter(timeout -> age().compareTo(timeout) > 0).isPresent();
    }

    private EngineException overdue() {
        String within = "within " + request.timeout().orElseThrow().toMinutes() + " minutes (timeoutMinutes)";
        if (!record.isBegun()) {
            return new EngineException("Service " + record.service + " was not updated " + within);
        }
        String deployment = "The deployment of " + Arns.shortName(record.taskDefinitionArn) + " to service "
                + record.service + " in cluster " + record.cluster;
        return new EngineException(
                record.failure == null
                        ? deployment + " did not end " + within
                        : deployment + " failed: " + record.failure + ". ECS had not finished with it " + within);
    }

    /** Without a circuit breaker ECS tries for ever, and tasks that crash are seen only here. */
    private void tellWhyItTakesSoLong(EngineException overdue) {
        if (record.isBegun() && record.failure == null) {
            try {
                EcsApi ecs = host.ecs();
                Service service = Services.describe(ecs, record.cluster, record.service);
                new FailureEvidence(ecs, record, host, scheduler.now()).tell(service, overdue.getMessage());
            } catch (SdkException | EngineException e) {
                host.log("  Why it takes so long could not be read: " + AwsFailure.text(e));
            }
        }
    }

    /** Fails, and says what goes on at ECS when nobody looks any more. */
    private void giveUp(EngineException e) {
        fail(
                record.isBegun()
                        ? new EngineException(
                                e.getMessage() + "; ECS goes on with deployment " + record.deploymentInWords(), e)
                        : e);
    }

    private Duration age() {
        return Duration.between(Instant.ofEpochMilli(record.startedMillis), scheduler.now());
    }

    private void succeed() {
        if (Retention.isWanted(record)) {
            new Retention(record, host, scheduler, over::get, this::tellSuccess).start();
        } else {
            tellSuccess();
        }
    }

    private void tellSuccess() {
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
