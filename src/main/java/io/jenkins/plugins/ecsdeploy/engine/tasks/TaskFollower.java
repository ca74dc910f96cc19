package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollListener;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Task;

/** Looks at one task until it has stopped, shows what is new, and has ECS stop it where that is to be. */
final class TaskFollower implements PollListener {
    /** In company, all are looked at in one call. */
    private static final Duration SHARED = Duration.ofMillis(2_500);

    private static final Duration SHORTEST_ALONE = Duration.ofSeconds(2);
    private static final Duration LONGEST_ALONE = Duration.ofSeconds(5);
    /** ECS is eventually consistent: it may not know at once what it has accepted. */
    private static final Duration VISIBLE = Duration.ofMinutes(1);
    /** A task may take 2 minutes to stop on Fargate (task definition, {@code stopTimeout}), and a while before and after. */
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(4);

    private static final String RUNNING = "RUNNING";
    private static final String STOPPED = "STOPPED";

    private final TaskContext run;
    private final StartedTask task;
    private final TaskAttempts attempts;
    private final BooleanSupplier over;
    private final Runnable changed;
    private volatile boolean cancelled;

    /**
     * @param over true when nothing is to be done any more
     * @param changed called when something has happened that the run has to know of
     */
    TaskFollower(TaskContext run, StartedTask task, TaskAttempts attempts, BooleanSupplier over, Runnable changed) {
        this.run = run;
        this.task = task;
        this.attempts = attempts;
        this.over = over;
        this.changed = changed;
    }

    void begin() {
        run.runtime().poller().poll(this, question());
    }

    private Question question() {
        return new TaskQuestion(run.record().cluster(), task.arn());
    }

    @Override
    public EcsApi ecs() {
        return run.ecs();
    }

    @Override
    public boolean isOver() {
        return cancelled || over.getAsBoolean();
    }

    /** Another one takes its place. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public List<PollRequest> answered(Question question, Answer answer) {
        return next(requests -> {
            attempts.wentWell();
            ((TaskQuestion.Found) answer).task().ifPresentOrElse(this::seen, this::missing);
            run.rememberIfUnsaved();
            if (!task.isEnded()) {
                requests.add(new PollRequest(question, run.cut(SHARED), run.cut(pause())));
            }
        });
    }

    @Override
    public List<PollRequest> failed(Question question, RuntimeException e) {
        return next(requests -> {
            throw e;
        });
    }

    private List<PollRequest> next(Consumer<List<PollRequest>> work) {
        List<PollRequest> requests = new ArrayList<>();
        attempts.run(() -> {
                    work.accept(requests);
                    return Optional.empty();
                })
                .ifPresent(pause -> requests.add(new PollRequest(question(), pause)));
        return requests;
    }

    /** For one who asks alone: soon at first, for a migration may take a moment only. */
    private Duration pause() {
        Duration age = Duration.between(task.accepted(), run.now());
        return Backoff.clamp(age.dividedBy(10), SHORTEST_ALONE, LONGEST_ALONE);
    }

    private void missing() {
        if (task.wasSeen() || task.accepted().plus(VISIBLE).isBefore(run.now())) {
            task.forget();
            run.log("  Task " + task.shortId() + " is not known to ECS any more");
            run.remember();
            changed.run();
        }
    }

    private void seen(Task shown) {
        String before = task.lastStatus();
        if (task.update(shown)) {
            tell(before);
            run.remember();
            changed.run();
        }
        if (!task.isEnded()) {
            stopIfNeeded(shown);
        }
    }

    private void tell(String before) {
        String now = task.lastStatus();
        if (STOPPED.equals(now)) {
            run.log("  Task " + task.shortId() + " has stopped: " + TaskVerdict.inWords(task));
        } else if (RUNNING.equals(now) && !RUNNING.equals(before)) {
            run.log("  Task " + task.shortId() + " is running");
        }
    }

    private void stopIfNeeded(Task shown) {
        Optional<StopCause> cause = run.record().stopCause();
        if (cause.isEmpty() && run.isTimeOver()) {
            changed.run();
        } else if (cause.isPresent()) {
            stop(shown, cause.get().inWords());
            if (run.record().stopSince().plus(STOPS_WITHIN).isBefore(run.now())) {
                throw new EngineException("ECS has not stopped task " + task.arn() + " within "
                        + STOPS_WITHIN.toMinutes() + " minutes. Look at it in the console");
            }
        } else if (task.isDecided()) {
            // A container that is not essential was named, and the others go on without it.
            stop(shown, "the container that it was run for has ended");
        }
    }

    /** After a look, so that a lost answer does no harm: a task that is stopping already is not asked again. */
    private void stop(Task shown, String why) {
        if (STOPPED.equals(shown.desiredStatus())) {
            return;
        }
        try {
            run.ecs().tasks().stop(run.record().cluster(), task.arn(), "Jenkins: " + why);
        } catch (InvalidParameterException e) {
            // It has stopped so long ago that ECS has forgotten it: the next look tells.
            return;
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("StopTask of " + task.arn(), e);
        }
        task.stopAsked();
        run.remember();
        run.log("  Stopping task " + task.shortId() + ": " + why);
    }
}
