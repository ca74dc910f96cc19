package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import io.jenkins.plugins.ecsdeploy.engine.poll.NotYet;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollListener;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Takes one deployment from its record's phase to its end, in short tasks with nothing held in between; the waits are
 * the poller's, and what is done at AWS is the {@link Controller}'s. Beginning and going on after a restart are the same:
 * {@link #start()} does what the record says is still to do.
 */
public final class DeploymentDriver {
    /** So long a look at the service is good for a decision. */
    private static final Duration LOOK_HOLDS = Duration.ofSeconds(15);

    private final DeployRequest request;
    private final DeploymentRecord record;
    private final RetryingHost host;
    private final DeploymentRuntime runtime;
    private final DeploymentContext deployment;
    private final Deadline deadline;
    private final AtomicBoolean over = new AtomicBoolean();
    private final DeploymentAttempts attempts;
    private Controller controller;
    private volatile Following following;
    private volatile boolean aborting;

    public DeploymentDriver(
            DeployRequest request, DeploymentRecord record, DeploymentHost host, DeploymentRuntime runtime) {
        // Of a step that had ended before a crash, only the word was lost.
        this.request = record.wasLeft() ? request.onlyToFollow() : request;
        this.record = record;
        this.host = new RetryingHost(host, runtime.scheduler());
        this.runtime = runtime;
        this.deployment = context(this.request, over::get);
        this.deadline = new Deadline(deployment);
        this.attempts = new DeploymentAttempts(deployment, deadline, over, failure -> controller.explain(failure));
    }

    private DeploymentContext context(DeployRequest wanted, BooleanSupplier cancelled) {
        return new DeploymentContext(wanted, record, host, runtime.scheduler()::now, runtime.answers(), cancelled);
    }

    /** Begins, or goes on where the record stands. Returns at once. */
    public void start() {
        later(Duration.ZERO, this::advance);
    }

    /** Ends the wait without a word to the host. What AWS has begun goes on. */
    public void cancel() {
        over.set(true);
        host.cancel();
    }

    /**
     * Ends the wait without a word to the host, and does what the policy says with what AWS has begun. Returns at once.
     *
     * @param done called when AWS has answered, whatever it said
     */
    public void abort(OnAbort policy, Runnable done) {
        aborting = true;
        over.set(true);
        DeploymentContext onlyToFollow = context(request.onlyToFollow(), () -> false);
        Runnable task = () -> {
            try {
                synchronized (record) {
                    new DeploymentAbort(
                                    onlyToFollow,
                                    () -> runtime.controllerOf(record).open(onlyToFollow))
                            .run(policy);
                }
            } finally {
                done.run();
            }
        };
        runtime.scheduler().schedule(task, Duration.ZERO);
    }

    /**
     * Decides at the gate where the deployment waits. Returns at once. An answer that comes too late is none.
     *
     * @param reason why the service is to be brought back, in words; {@code null} if it is not
     */
    public void answer(GateAnswer answer, String reason) {
        later(Duration.ZERO, () -> {
            if (record.isBegun() && record.gate().isUndecided()) {
                record.gate().answer(answer, reason);
                if (answer == GateAnswer.ROLL_BACK) {
                    record.rollback().policy(OnFailure.ROLLBACK);
                }
                host.remember(record);
                if (controller != null) {
                    // What comes of it is to be seen soon, however long it has waited.
                    Following anew = new Following();
                    anew.succeeded = new VerdictHandler(deployment, controller).handle(controller.lookAtGate());
                    follow(anew, anew.afterwards());
                }
            }
            return Optional.empty();
        });
    }

    /** Does that piece of work after a pause, and whatever it takes after it. */
    private void later(Duration pause, Supplier<Optional<Duration>> work) {
        runtime.scheduler().schedule(() -> attempts.run(work).ifPresent(next -> later(next, this::advance)), pause);
    }

    private Optional<Duration> advance() {
        if (record.phase().compareTo(Phase.FOLLOWING) < 0) {
            LookAtService look = beginning();
            runtime.poller().poll(look, look.question());
        } else {
            goOn();
        }
        return Optional.empty();
    }

    private Optional<Duration> lookWithin(Duration time) {
        LookAtService look = beginning();
        runtime.poller().poll(look, List.of(new PollRequest(look.question(), time)));
        return Optional.empty();
    }

    /** Begins as soon as the service is seen. */
    private LookAtService beginning() {
        return new LookAtService(deployment, attempts, this::begin);
    }

    /** Brings the deployment to where it only has to be followed; or answers when to look at the service again. */
    private Optional<Duration> begin(Service live) {
        if (record.phase() != Phase.UPDATING && deadline.isOver()) {
            // It may have waited for its turn.
            throw deadline.failure();
        }
        if (record.phase() == Phase.NEW) {
            record.rollback().policy(request.policies().onFailure().orElse(null));
        }
        try {
            boolean begun = controller(live).begin(live);
            attempts.wentWell();
            if (!begun) {
                return Optional.of(Backoff.byAge(deadline.age()));
            }
            goOn();
        } catch (NotYet e) {
            attempts.wentWell();
            beginLater(live, e.pause());
        }
        return Optional.empty();
    }

    private Controller controller(Service live) {
        ControllerType type = runtime.controllerOf(live, request.cluster(), request.service());
        if (controller == null || !type.name().equals(record.controller())) {
            record.controller(type.name());
            controller = type.open(deployment);
        }
        return controller;
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
        } else if (record.lastWord() != null) {
            // It had ended before a restart, and only the word of it was lost.
            throw new EngineException(record.lastWord());
        } else {
            succeed();
        }
    }

    private void follow() {
        controllerOfRecord();
        if (over.get()) {
            // An abort has its own word to say on what the update has begun meanwhile.
            if (!aborting) {
                leave();
                host.log("Aborted. " + record.carriedOutBy() + " goes on with this deployment: "
                        + record.deploymentInWords());
            }
        } else if (isEnough()) {
            leave();
            succeed();
        } else {
            Following anew = new Following();
            follow(anew, anew.next());
        }
    }

    /** From now on that one follows, and no other. */
    private void follow(Following anew, List<PollRequest> requests) {
        following = anew;
        if (!requests.isEmpty()) {
            runtime.poller().poll(anew, requests);
        }
    }

    private Controller controllerOfRecord() {
        if (controller == null) {
            controller = runtime.controllerOf(record).open(deployment);
        }
        return controller;
    }

    /** True when nobody waits for the end of the deployment, and its name is known. */
    private boolean isEnough() {
        return !request.waitForEnd() && controller.isNamed();
    }

    private void leave() {
        record.leave();
        host.remember(record);
    }

    /** Has the controller judge what the poller has seen, and does what the verdict calls for. */
    private final class Following implements PollListener {
        private boolean succeeded;

        @Override
        public EcsApi ecs() {
            return host.ecs();
        }

        @Override
        public boolean isOver() {
            return over.get() || following != this;
        }

        @Override
        public List<PollRequest> answered(Question question, Answer answer) {
            return next(question, () -> {
                Verdict verdict = controller.judge(question, answer);
                succeeded = new VerdictHandler(deployment, controller).handle(verdict);
                attempts.wentWell();
            });
        }

        @Override
        public List<PollRequest> failed(Question question, RuntimeException e) {
            return next(question, () -> controller.failed(question, e));
        }

        private List<PollRequest> next() {
            List<PollRequest> requests = request.waitForEnd() ? controller.next() : controller.nextUntilNamed();
            return requests.stream()
                    .map(next -> new PollRequest(
                            next.question(), deadline.cut(next.delay()), deadline.cut(next.delayAlone())))
                    .toList();
        }

        private List<PollRequest> next(Question question, Runnable work) {
            List<PollRequest> requests = new ArrayList<>();
            attempts.run(() -> {
                        if (!isOver()) {
                            work.run();
                            requests.addAll(afterwards());
                        }
                        return Optional.empty();
                    })
                    .ifPresent(pause -> requests.add(new PollRequest(question, pause)));
            return requests;
        }

        private List<PollRequest> afterwards() {
            if (succeeded) {
                succeed();
            } else if (!record.isBegun()) {
                // A rollback that came too late begins anew, with a deployment of its own.
                start();
            } else if (isEnough()) {
                leave();
                succeed();
            } else if (deadline.isOver()) {
                attempts.giveUp(attempts.tooLate());
            } else {
                return next();
            }
            return List.of();
        }
    }

    private void succeed() {
        new AfterSuccess(deployment, runtime, this::controllerOfRecord, attempts::giveUp, this::tellSuccess).run();
    }

    private void tellSuccess() {
        if (over.compareAndSet(false, true)) {
            host.succeeded(record);
        }
    }
}
