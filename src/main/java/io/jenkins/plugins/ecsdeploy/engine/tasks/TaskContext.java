package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.NotYet;
import io.jenkins.plugins.ecsdeploy.engine.poll.RetryLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run, as its parts see it. Whoever works on the record holds its monitor. */
final class TaskContext {
    private final RunTaskRequest request;
    private final TaskRecord record;
    private final TaskHost host;
    private final TaskRuntime runtime;
    private final RetryLimit saving;
    private boolean unsaved;

    TaskContext(RunTaskRequest request, TaskRecord record, TaskHost host, TaskRuntime runtime) {
        this.request = request;
        this.record = record;
        this.host = host;
        this.runtime = runtime;
        this.saving = new RetryLimit(this::say, "The run could not be saved with the build");
    }

    RunTaskRequest request() {
        return request;
    }

    TaskRecord record() {
        return record;
    }

    TaskHost host() {
        return host;
    }

    TaskRuntime runtime() {
        return runtime;
    }

    EcsApi ecs() {
        return host.ecs();
    }

    Instant now() {
        return runtime.scheduler().now();
    }

    void log(String line) {
        host.log(line);
    }

    /** An interrupt when the program ends is nothing to tell. */
    private void say(String line) {
        if (!host.isStopping()) {
            host.log(line);
        }
    }

    /** Keeps the record now, or with the next look: a disk that is full for a moment is no failure of the task. */
    void remember() {
        try {
            host.remember(record);
            unsaved = false;
            saving.restore();
        } catch (RuntimeException e) {
            unsaved = true;
            saving.afterFailure(e, now(), true);
        }
    }

    /** To be called at each look. */
    void rememberIfUnsaved() {
        if (unsaved) {
            remember();
        }
    }

    /**
     * Keeps the record before a call that must be known of after a crash.
     *
     * @param undo makes the record again what it was
     * @throws NotYet if that cannot be done now; the call must not be made then
     */
    void rememberBefore(Runnable undo) {
        try {
            host.remember(record);
        } catch (RuntimeException e) {
            undo.run();
            throw saving.afterFailure(e, now(), true)
                    .<RuntimeException>map(NotYet::new)
                    .orElseGet(() -> new EngineException(
                            "No task was started: the run could not be saved with the build for "
                                    + RetryLimit.LIMIT.toMinutes() + " minutes (" + e.getMessage()
                                    + "). Make room on the disk of the controller",
                            e));
        }
        unsaved = false;
        saving.restore();
    }

    /** What is left of the time that the tasks may take; empty: it has no end. */
    Optional<Duration> timeLeft() {
        return request.timeout().map(timeout -> timeout.minus(Duration.between(record.started(), now())));
    }

    boolean isTimeOver() {
        return timeLeft().filter(left -> left.isNegative() || left.isZero()).isPresent();
    }

    /** That pause, or what is left of the time. */
    Duration cut(Duration pause) {
        return timeLeft()
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .filter(left -> left.compareTo(pause) < 0)
                .map(left -> left.plusMillis(1))
                .orElse(pause);
    }
}
