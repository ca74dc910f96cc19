package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceQuestion;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.ConsoleLink;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollListener;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Takes one run from its record to its end, in short tasks with nothing held in between; the waits are the poller's.
 * Beginning and going on after a restart are the same: {@link #start()} does what the record says is still to do.
 */
public final class TaskDriver {
    private final RunTaskRequest request;
    private final TaskRecord record;
    private final TaskContext run;
    private final AtomicBoolean over = new AtomicBoolean();
    private final TaskAttempts attempts;
    private final TaskBeginning beginning;
    private final TaskStart start;
    private final Map<String, TaskFollower> followers = new HashMap<>();
    private final Map<String, LogTail> tails = new HashMap<>();
    private volatile boolean looking;
    private Instant notBefore = Instant.MIN;
    private Runnable aborted;

    public TaskDriver(RunTaskRequest request, TaskRecord record, TaskHost host, TaskRuntime runtime) {
        this.request = request;
        this.record = record;
        this.run = new TaskContext(request, record, host, runtime);
        this.attempts = new TaskAttempts(run, over, this::giveUp);
        this.beginning = new TaskBeginning(run);
        this.start = new TaskStart(run);
    }

    /** Begins, or goes on where the record stands. Returns at once. */
    public void start() {
        later(Duration.ZERO, this::advance);
    }

    /** Ends the wait without a word to the host. What ECS has started goes on. */
    public void cancel() {
        over.set(true);
    }

    /**
     * Has ECS stop the tasks, shows their logs to the end, and ends the wait without a word to the host. Returns at once.
     *
     * @param done called when all that is done, or cannot be done
     */
    public void abort(Runnable done) {
        run.runtime()
                .scheduler()
                .schedule(
                        () -> {
                            if (over.get()) {
                                done.run();
                                return;
                            }
                            attempts.run(() -> {
                                        aborted = done;
                                        stop(StopCause.ABORT);
                                        return advance();
                                    })
                                    .ifPresent(pause -> later(pause, this::advance));
                        },
                        Duration.ZERO);
    }

    /** Does that piece of work after a pause, and whatever it takes after it. */
    private void later(Duration pause, Supplier<Optional<Duration>> work) {
        run.runtime()
                .scheduler()
                .schedule(() -> attempts.run(work).ifPresent(next -> later(next, this::advance)), pause);
    }

    /** Something has happened: looks at what is to be done now. */
    private void changed() {
        later(Duration.ZERO, this::advance);
    }

    private Optional<Duration> advance() {
        if (record.phase() == TaskPhase.ENDED) {
            tell();
            return Optional.empty();
        }
        replaceWhatFoundNoRoom();
        if (!record.isStopping() && run.isTimeOver() && isBusy()) {
            timeIsOver();
        }
        if (record.isStopping() && record.call() != null) {
            Optional<Duration> pause = start.findWhatToStop();
            followStarted();
            return pause.or(this::follow);
        }
        if (record.mayStart()) {
            return startTasks();
        }
        return follow();
    }

    private boolean isBusy() {
        return record.mayStart() || !record.current().stream().allMatch(StartedTask::isEnded);
    }

    private void timeIsOver() {
        if (record.current().isEmpty() && record.call() == null) {
            start.timeIsOver();
        } else {
            stop(StopCause.TIMEOUT);
        }
    }

    private void stop(StopCause cause) {
        if (record.isStopping() || record.phase() == TaskPhase.ENDED) {
            return;
        }
        record.stop(cause, run.now());
        run.remember();
        if (!record.tasks().isEmpty() || record.call() != null) {
            run.log("Stopping what was started, for " + cause.inWords());
        }
        // What they have asked for may be due later.
        followers.values().forEach(TaskFollower::cancel);
        followers.clear();
    }

    /** A task that was accepted and then found no room has run nothing, so another one may take its place. */
    private void replaceWhatFoundNoRoom() {
        if (record.isStopping() || record.notStarted() != null) {
            return;
        }
        for (StartedTask task : record.current()) {
            if (task.isEnded() && task.started().isEmpty() && Capacity.isLacking(task.stoppedReason())) {
                task.replace();
                start.lacking(task.stoppedReason()).ifPresent(this::notBefore);
            }
        }
    }

    private void notBefore(Duration pause) {
        notBefore = run.now().plus(pause);
    }

    private Optional<Duration> startTasks() {
        if (looking) {
            return Optional.empty();
        }
        Duration wait = Duration.between(run.now(), notBefore);
        if (notBefore.isAfter(run.now())) {
            followStarted();
            return Optional.of(wait);
        }
        if (beginning.isReady()) {
            return callRunTask();
        }
        if (request.service().isEmpty()) {
            return begin(Optional.empty());
        }
        looking = true;
        run.runtime().poller().poll(new Beginning(), service());
        return Optional.empty();
    }

    private Question service() {
        return new ServiceQuestion(request.cluster(), request.service().orElseThrow());
    }

    /** Begins as soon as the service is seen, which is looked at for all who begin now. */
    private final class Beginning implements PollListener {
        @Override
        public EcsApi ecs() {
            return run.ecs();
        }

        @Override
        public boolean isOver() {
            return over.get();
        }

        @Override
        public List<PollRequest> answered(Question question, Answer answer) {
            looking = false;
            later(Duration.ZERO, () -> {
                attempts.wentWell();
                return record.mayStart() ? begin(Optional.of(((ServiceQuestion.Found) answer).service())) : advance();
            });
            return List.of();
        }

        @Override
        public List<PollRequest> failed(Question question, RuntimeException e) {
            return attempts.run(() -> {
                        throw e;
                    })
                    .map(pause -> List.of(new PollRequest(question, pause)))
                    .orElse(List.of());
        }
    }

    private Optional<Duration> begin(Optional<Service> live) {
        beginning.prepare(live);
        return callRunTask();
    }

    private Optional<Duration> callRunTask() {
        int before = record.tasks().size();
        Optional<Duration> pause = start.call(beginning.request());
        attempts.wentWell();
        record.tasks().stream()
                .skip(before)
                .forEach(task -> run.log("  Task " + task.shortId() + ": "
                        + ConsoleLink.task(record.region(), record.cluster(), task.arn())));
        pause.ifPresent(this::notBefore);
        return Optional.of(Duration.ZERO);
    }

    private Optional<Duration> follow() {
        if (!request.waitForEnd() && !record.isStopping()) {
            if (record.notStarted() != null) {
                fail(new EngineException(record.notStarted()), false);
            } else {
                succeed(TaskStatus.STARTED);
            }
            return Optional.empty();
        }
        followStarted();
        boolean ended = record.current().stream().allMatch(StartedTask::isEnded);
        if (ended && record.current().stream().allMatch(this::isLogShown)) {
            finish();
        }
        return Optional.empty();
    }

    private void followStarted() {
        for (StartedTask task : record.current()) {
            if (!task.isEnded() && !followers.containsKey(task.arn())) {
                TaskFollower follower = new TaskFollower(run, task, attempts, over::get, this::changed);
                followers.put(task.arn(), follower);
                follower.begin();
            }
            task.containers().forEach(container -> showLog(task, container));
        }
    }

    private void showLog(StartedTask task, TaskContainer container) {
        if (container.log().isEmpty() || container.log().get().isEnded()) {
            return;
        }
        String prefix = (record.count() == 1 ? "" : task.shortId() + " ") + container.name() + " | ";
        LogTail tail = tails.get(prefix);
        if (tail == null) {
            tail = new LogTail(run, container, prefix, attempts, over::get, this::changed);
            tails.put(prefix, tail);
            tail.begin();
        } else if (container.isStopped()) {
            tail.containerStopped();
        }
    }

    private boolean isLogShown(StartedTask task) {
        return task.containers().stream()
                .flatMap(container -> container.log().stream())
                .allMatch(LogPosition::isEnded);
    }

    private void finish() {
        TaskEnd end = TaskEnd.of(record, request);
        if (end.failure().isPresent()) {
            record.end(end.status(), end.failure().get(), run.now());
            fail(new EngineException(end.failure().get()), true);
        } else {
            run.log(Arns.shortName(record.taskDefinitionArn()) + " has run well, after "
                    + Durations.inWords(Duration.between(record.started(), run.now())));
            succeed(TaskStatus.SUCCESSFUL);
        }
    }

    private void succeed(TaskStatus status) {
        record.end(status, null, run.now());
        run.remember();
        tell();
    }

    /** Ends with what cannot be tried again. */
    private void giveUp(RuntimeException e) {
        if (!run.host().isStopping()) {
            fail(e, false);
        }
    }

    /** @param ended whether the record says so already */
    private void fail(RuntimeException e, boolean ended) {
        RuntimeException shown = ended ? e : TaskEnd.leave(record, e, run.now());
        run.remember();
        if (over.compareAndSet(false, true)) {
            if (aborted != null) {
                run.log(shown.getMessage());
                aborted.run();
            } else {
                run.host().failed(shown);
            }
        }
    }

    /** The end is in the record, perhaps since before a restart; only the word of it is missing. */
    private void tell() {
        if (over.compareAndSet(false, true)) {
            if (aborted != null) {
                aborted.run();
            } else if (record.lastWord() != null) {
                run.host().failed(new EngineException(record.lastWord()));
            } else {
                run.host().succeeded(record);
            }
        }
    }
}
