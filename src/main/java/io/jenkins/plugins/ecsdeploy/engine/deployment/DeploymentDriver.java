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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Takes one deployment from its record's phase to its end, in short tasks with nothing held in between; the waits are
 * the poller's. Beginning and going on after a restart are the same: {@link #start()} does what the record says is still
 * to do.
 */
public final class DeploymentDriver {
    /** So long a look at the service is good for a decision. */
    private static final Duration LOOK_HOLDS = Duration.ofSeconds(15);

    private final DeployRequest request;
    private final DeploymentRecord record;
    private final RetryingHost host;
    private final Scheduler scheduler;
    private final Poller poller;
    private final Patience patience;
    private final Deadline deadline;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean aborting;

    public DeploymentDriver(
            DeployRequest request, DeploymentRecord record, DeploymentHost host, Scheduler scheduler, Poller poller) {
        // Of a step that had ended before a crash, only the word was lost.
        this.request = record.left ? request.onlyToFollow() : request;
        this.record = record;
        this.host = new RetryingHost(host, scheduler);
        this.scheduler = scheduler;
        this.poller = poller;
        this.patience = new Patience(host::log, "AWS did not answer as it should");
        this.deadline = new Deadline(this.request, record, this.host, scheduler);
    }

    /** Begins, or goes on where the record stands. Returns at once. */
    public void start() {
        later(Duration.ZERO, this::advance);
    }

    /** Ends the wait without a word to the host. What ECS has begun goes on. */
    public void cancel() {
        over.set(true);
        host.cancel();
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

    /** Does that piece of work after a pause, and whatever it takes after it. */
    private void later(Duration pause, Supplier<Optional<Duration>> work) {
        scheduler.schedule(() -> attempt(work).ifPresent(next -> later(next, this::advance)), pause);
    }

    /** Does one piece of work; answers with the pause before it is to be tried again, if it is. */
    private Optional<Duration> attempt(Supplier<Optional<Duration>> work) {
        // An abort may come while this works; it then waits for the end of this one piece.
        synchronized (record) {
            if (over.get() || host.isStopping()) {
                return Optional.empty();
            }
            Optional<Duration> pause = tried(work);
            if (pause.isPresent() && deadline.isOver()) {
                tried(() -> {
                    throw deadline.failure();
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
                    "Service " + record.service + " was not updated: the deployment could not be"
                            + " saved with the build for " + Patience.LIMIT.toMinutes() + " minutes (" + e.getMessage()
                            + "). Make room on the disk of the controller",
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

    private Optional<Duration> advance() {
        if (record.phase.compareTo(Phase.FOLLOWING) < 0) {
            poller.watch(new Beginning(), service());
        } else {
            goOn();
        }
        return Optional.empty();
    }

    private Optional<Duration> lookWithin(Duration time) {
        poller.watch(new Beginning(), List.of(new Wish(service(), time)));
        return Optional.empty();
    }

    private Question service() {
        return new Question(Question.Kind.SERVICE, request.cluster(), request.service());
    }

    private abstract class Looking implements Watched {
        @Override
        public EcsApi ecs() {
            return host.ecs();
        }

        @Override
        public boolean isOver() {
            return over.get();
        }
    }

    /** Begins as soon as the service is seen, which is looked at for all who begin now. */
    private final class Beginning extends Looking {
        @Override
        public List<Wish> seen(Answer answer) {
            return again(() -> begin(answer.service().orElseThrow()));
        }

        @Override
        public List<Wish> failed(Question question, RuntimeException e) {
            return again(() -> {
                if (e instanceof SdkException failed) {
                    return afterFailedCall(failed, true);
                }
                throw e;
            });
        }

        private List<Wish> again(Supplier<Optional<Duration>> work) {
            return attempt(work)
                    .map(pause -> List.of(new Wish(service(), pause)))
                    .orElse(List.of());
        }
    }

    /** Brings the deployment to where it only has to be followed; or answers when to look at the service again. */
    private Optional<Duration> begin(Service live) {
        if (record.phase != Phase.UPDATING && deadline.isOver()) {
            // It may have waited for its turn.
            throw deadline.failure();
        }
        try {
            boolean begun =
                    new DeploymentStart(host.ecs(), request, record, host, scheduler.now(), over::get).run(live);
            patience.restore();
            if (!begun) {
                return Optional.of(PollInterval.regular(deadline.age()));
            }
            goOn();
        } catch (NotYet e) {
            patience.restore();
            beginLater(live, e.pause);
        }
        return Optional.empty();
    }

    /** What was seen of the service holds for a moment; where that is not enough, it is looked at again in time. */
    private void beginLater(Service live, Duration pause) {
        if (pause.compareTo(LOOK_HOLDS) <= 0) {
            later(deadline.cut(pause), () -> begin(live));
        } else {
            later(deadline.cut(pause.minus(LOOK_HOLDS)), () -> lookWithin(deadline.cut(LOOK_HOLDS)));
        }
    }

    /** Does what is left when nothing has to be begun (any more). */
    private void goOn() {
        if (record.isBegun()) {
            follow();
        } else if (record.lastWord != null) {
            // It had ended before a restart, and only the word of it was lost.
            throw new EngineException(record.lastWord);
        } else {
            succeed();
        }
    }

    private void follow() {
        if (over.get()) {
            // An abort has its own word to say on what the update has begun meanwhile.
            if (!aborting) {
                leave();
                host.log("Aborted. ECS goes on with this deployment: " + record.deploymentInWords());
            }
        } else if (isEnough()) {
            leave();
            succeed();
        } else {
            Watcher watcher = new Watcher(new Following(record, host, scheduler::now));
            poller.watch(watcher, watcher.wishes());
        }
    }

    /** True when nobody waits for the end of the deployment, and its name is known. */
    private boolean isEnough() {
        return !request.waitForEnd() && (record.deploymentArn != null || record.judgedByService);
    }

    private void leave() {
        record.leave();
        host.remember(record);
    }

    /** Hands what the poller has seen to what follows the deployment, and sees to the end of both. */
    private final class Watcher extends Looking {
        private final Following following;

        private Watcher(Following following) {
            this.following = following;
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

        private List<Wish> wishes() {
            List<Wish> wishes = request.waitForEnd() ? following.wishes() : following.wishesForName();
            return wishes.stream()
                    .map(wish -> new Wish(wish.question(), deadline.cut(wish.pause()), deadline.cut(wish.alone())))
                    .toList();
        }

        private List<Wish> next(Question question, Runnable work) {
            List<Wish> wishes = new ArrayList<>();
            attempt(() -> {
                        work.run();
                        wishes.addAll(afterwards());
                        return Optional.empty();
                    })
                    .ifPresent(pause -> wishes.add(new Wish(question, pause)));
            return wishes;
        }

        private List<Wish> afterwards() {
            if (following.hasEnded()) {
                succeed();
            } else if (!record.isBegun()) {
                // A rollback that came too late begins anew, with a deployment of its own.
                start();
            } else if (isEnough()) {
                leave();
                succeed();
            } else if (deadline.isOver()) {
                giveUp(deadline.failure());
            } else {
                return wishes();
            }
            return List.of();
        }
    }

    /** @param byPoller it has tried a call only once, and the SDK several times */
    private Optional<Duration> afterFailedCall(SdkException e, boolean byPoller) {
        // A wrong region is far likelier than a name server that fails just when a deployment begins.
        boolean misconfigured = record.phase == Phase.NEW && AwsFailure.isMisconfigured(e);
        if (misconfigured || !AwsFailure.isTransient(e)) {
            giveUp(AwsFailure.explain(doing() + " service " + record.service + " in cluster " + record.cluster, e));
            return Optional.empty();
        }
        Optional<Duration> pause = patience.afterFailure(e, scheduler.now(), !byPoller);
        if (pause.isEmpty()) {
            giveUp(AwsFailure.explain(
                    doing() + " service " + record.service + " for " + Patience.LIMIT.toMinutes() + " minutes", e));
        }
        return pause;
    }

    private String doing() {
        return record.isBegun() ? "Following" : "Deploying to";
    }

    /** Fails, and says what goes on at ECS when nobody looks any more. */
    private void giveUp(EngineException e) {
        fail(
                record.isBegun()
                        ? new EngineException(
                                e.getMessage() + "; ECS goes on with deployment " + record.deploymentInWords(), e)
                        : e);
    }

    private void succeed() {
        if (Retention.isWanted(record)) {
            new Retention(record, host, scheduler, () -> over.get() || host.isStopping(), this::tellSuccess).start();
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
        if (!host.isStopping() && over.compareAndSet(false, true)) {
            if (request.mayChange()) {
                record.giveUp(e.getMessage());
            } else {
                record.lose(e.getMessage());
            }
            host.remember(record);
            host.failed(e);
        }
    }
}
