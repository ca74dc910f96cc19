package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import io.jenkins.plugins.ecsdeploy.engine.poll.Watched;
import io.jenkins.plugins.ecsdeploy.engine.poll.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Takes one deployment from its record's phase to its end, in short tasks with nothing held in between; the waits are
 * the poller's. Beginning and
 * going on after a restart are the same: {@link #start()} does what the record says is still to do.
 */
public final class DeploymentDriver {
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final DeploymentHost host;
    private final Scheduler scheduler;
    private final Poller poller;
    private final Patience patience;
    private final AtomicBoolean over = new AtomicBoolean();

    public DeploymentDriver(
            DeployRequest request, DeploymentRecord record, DeploymentHost host, Scheduler scheduler, Poller poller) {
        this.request = request;
        this.record = record;
        this.host = host;
        this.scheduler = scheduler;
        this.poller = poller;
        this.patience = new Patience(host::log);
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
        attempt(this::advance).ifPresent(pause -> scheduler.schedule(this::step, pause));
    }

    /** Does one piece of work; answers with the pause before it is to be tried again, if it is. */
    private Optional<Duration> attempt(Runnable work) {
        if (over.get()) {
            return Optional.empty();
        }
        try {
            work.run();
            return Optional.empty();
        } catch (SdkException e) {
            return afterFailedCall(e);
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

    /** Brings the deployment to where it only has to be followed, or to its end. */
    private void advance() {
        if (record.phase.compareTo(Phase.FOLLOWING) < 0) {
            new DeploymentStart(host.ecs(), request, record, host, scheduler.now(), over::get).run();
            patience.restore();
            if (record.isBegun() && (!request.waitForEnd() || over.get())) {
                leave();
            }
        }
        if (record.isBegun()) {
            Following following = new Following(record, host, scheduler::now);
            poller.watch(new Watcher(following), following.wishes());
        } else if (record.lastWord != null) {
            // It had ended before a restart, and only the word of it was lost.
            throw new EngineException(record.lastWord);
        } else {
            succeed();
        }
    }

    /** Hands what the poller has seen to what follows the deployment, and sees to the end of both. */
    private final class Watcher implements Watched {
        private final Following following;

        private Watcher(Following following) {
            this.following = following;
        }

        @Override
        public EcsApi ecs() {
            return host.ecs();
        }

        @Override
        public boolean isOver() {
            return over.get();
        }

        @Override
        public List<Wish> seen(Answer answer) {
            return next(answer.question(), () -> {
                following.seen(answer);
                patience.restore();
            });
        }

        @Override
        public List<Wish> failed(Question question, RuntimeException e) {
            return next(question, () -> following.failed(question, e));
        }

        private List<Wish> next(Question question, Runnable work) {
            Optional<Duration> pause = attempt(work);
            if (pause.isPresent()) {
                return List.of(new Wish(question, pause.get()));
            }
            if (following.hasEnded()) {
                succeed();
            } else if (isOverdue()) {
                giveUp(overdue());
            }
            return over.get() ? List.of() : following.wishes();
        }
    }

    /** Nobody waits for the deployment: it was not asked for, or the wait was cancelled while the update was made. */
    private void leave() {
        record.leave();
        host.remember(record);
        if (over.get()) {
            host.log("Aborted. ECS goes on with this deployment: " + record.deploymentInWords());
        }
    }

    private Optional<Duration> afterFailedCall(SdkException e) {
        // A wrong region is far likelier than a name server that fails just when a deployment begins.
        boolean wrongRegion = record.phase == Phase.NEW && AwsFailure.isUnknownHost(e);
        if (wrongRegion || !AwsFailure.isTransient(e)) {
            giveUp(AwsFailure.explain(doing() + " service " + record.service + " in cluster " + record.cluster, e));
            return Optional.empty();
        }
        // The SDK has tried a call of the beginning several times, and the poller tries a look only once.
        Optional<Duration> pause = patience.afterFailure(e, scheduler.now(), !record.isBegun());
        if (pause.isEmpty()) {
            giveUp(AwsFailure.explain(
                    doing() + " service " + record.service + " for " + Patience.LIMIT.toMinutes() + " minutes", e));
        } else if (isOverdue()) {
            giveUp(overdue());
        }
        return over.get() ? Optional.empty() : pause;
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
