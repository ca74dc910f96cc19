package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.logs.LogText;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollListener;
import io.jenkins.plugins.ecsdeploy.engine.poll.PollRequest;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * Shows the log of one container as it comes, each line once, to the last one. Lines come late, so after the end of the
 * container it is read until nothing has come for some seconds. What cannot be read is said; no run fails of it.
 *
 * <p>Lines that were shown after the record was kept last are counted in the log that they stand in ({@link
 * TaskHost#shown}), so that none is missing and none there twice, even after a crash.
 */
final class LogTail {
    private static final Duration FLOWING = Duration.ofSeconds(4);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    /** How late lines usually come: read sooner, an ended log would have to be read once more. */
    private static final Duration COMES_WITHIN = Duration.ofSeconds(3);
    /** Log drivers send every few seconds: for so long nothing may come behind the last one. */
    private static final Duration SETTLED = Duration.ofSeconds(5);
    /** A log of which nothing has been seen may come as late as that; most likely there is none. */
    private static final Duration NOTHING = Duration.ofSeconds(30);
    /** Nobody waits any longer for a log that cannot be read, or whose pages stay empty. */
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** How much may be shown again if the host cannot tell what it has shown. */
    private static final Duration KEPT_EVERY = Duration.ofSeconds(10);

    private static final int LONGEST_LINE = 2_000;
    /** So many lines on a page: more are waiting. */
    private static final int MANY = 100;

    private final TaskContext run;
    private final TaskContainer container;
    private final LogPosition position;
    private final String prefix;
    private final TaskAttempts attempts;
    private final BooleanSupplier over;
    private final Runnable changed;

    /** The one that counts; {@code null} when the log has ended. */
    private volatile Reading reading;

    private long lines;
    /** How many of the next lines stand in the log already. */
    private long skipped;

    private int quiet;
    private int failures;
    private Instant stopSeen;
    private Instant emptySince;
    private Instant kept;

    /**
     * @param prefix begins each line; that of no other container of the run
     * @param over true when nothing is to be done any more
     * @param changed called when the log has ended
     */
    LogTail(
            TaskContext run,
            TaskContainer container,
            String prefix,
            TaskAttempts attempts,
            BooleanSupplier over,
            Runnable changed) {
        this.run = run;
        this.container = container;
        this.position = container.log().orElseThrow();
        this.prefix = prefix;
        this.attempts = attempts;
        this.over = over;
        this.changed = changed;
    }

    /** Begins to read, or goes on where the record stands. */
    void begin() {
        long shown = run.host().shown(prefix);
        if (shown >= 0 && shown < position.lines()) {
            // Not all that was shown has reached the log before a crash: what stands there counts.
            position.reached(null, 0);
        }
        lines = position.lines();
        skipped = Math.max(0, shown - lines);
        kept = run.now();
        if (container.isStopped()) {
            containerStopped();
        } else {
            look(Duration.ZERO);
        }
    }

    /** From now on the end of the log is looked for. */
    void containerStopped() {
        if (stopSeen == null) {
            stopSeen = run.now();
            // What it has asked for may be due much later.
            look(COMES_WITHIN);
        }
    }

    private void look(Duration pause) {
        reading = new Reading();
        run.runtime().logs().poll(reading, List.of(request(pause)));
    }

    private PollRequest request(Duration pause) {
        return new PollRequest(
                new LogQuestion(container.logRegion(), container.logGroup(), position.stream(), position.token()),
                pause);
    }

    private final class Reading implements PollListener {
        @Override
        public EcsApi ecs() {
            return run.ecs();
        }

        @Override
        public boolean isOver() {
            // Without the record's monitor, for the poller asks this under its own.
            return reading != this || over.getAsBoolean();
        }

        @Override
        public List<PollRequest> answered(Question question, Answer answer) {
            return next(() -> page((LogQuestion.Page) answer));
        }

        @Override
        public List<PollRequest> failed(Question question, RuntimeException e) {
            return next(() -> failure(e));
        }

        private List<PollRequest> next(Supplier<Optional<Duration>> work) {
            return attempts.run(() -> reading == this ? work.get() : Optional.empty())
                    .map(pause -> List.of(request(pause)))
                    .orElse(List.of());
        }
    }

    private Optional<Duration> page(LogQuestion.Page page) {
        failures = 0;
        boolean moved = position.token() != null && !position.token().equals(page.next());
        page.events().forEach(this::show);
        position.reached(page.next() == null ? position.token() : page.next(), lines);
        if (!page.events().isEmpty()) {
            quiet = 0;
            keepSometimes();
            return Optional.of(linesCame(page.events().size() >= MANY));
        }
        if (stopSeen == null) {
            quiet++;
            return Optional.of(amongOthers(Backoff.clamp(FLOWING.plusSeconds(quiet), FLOWING, QUIET)));
        }
        return moved ? moreMayFollow() : nothingCame();
    }

    private Duration linesCame(boolean many) {
        if (many) {
            emptySince = null;
            return AT_ONCE;
        }
        if (stopSeen == null) {
            return amongOthers(FLOWING);
        }
        // If nothing has come behind them until then, they were the last.
        emptySince = run.now();
        return SETTLED.plus(AT_ONCE);
    }

    /** Each log costs a call of its own; calls are left for the logs of ended containers, which steps wait for. */
    private Duration amongOthers(Duration pause) {
        Duration round = run.runtime().logs().round(run.ecs().place());
        return Backoff.clamp(round.multipliedBy(5).dividedBy(2), pause, LONGEST);
    }

    /** An empty page with another token does not say that this was all. */
    private Optional<Duration> moreMayFollow() {
        emptySince = null;
        return isPatienceOver(LONGEST) ? end("") : Optional.of(AT_ONCE);
    }

    private Optional<Duration> nothingCame() {
        if (emptySince == null) {
            emptySince = run.now();
        } else if (!emptySince.plus(SETTLED).isAfter(run.now()) && (lines > 0 || isPatienceOver(NOTHING))) {
            return end("");
        }
        return Optional.of(SETTLED.plus(AT_ONCE));
    }

    private boolean isPatienceOver(Duration patience) {
        return stopSeen != null && !stopSeen.plus(patience).isAfter(run.now());
    }

    private Optional<Duration> failure(RuntimeException e) {
        if (e instanceof InvalidParameterException && position.token() != null) {
            // It holds for 24 hours. What was shown is not shown again.
            skipped = lines + skipped;
            lines = 0;
            position.reached(null, 0);
            return Optional.of(Duration.ZERO);
        }
        if (!AwsFailure.isTransient(e)) {
            return end(AwsFailure.text(e));
        }
        failures++;
        return isPatienceOver(LONGEST) ? end(AwsFailure.text(e)) : Optional.of(Backoff.afterFailures(failures));
    }

    private void show(OutputLogEvent event) {
        event.message().lines().forEach(line -> {
            lines++;
            if (skipped > 0) {
                skipped--;
            } else {
                run.log(prefix + LogText.shortened(LogText.printable(line), LONGEST_LINE));
            }
        });
    }

    private void keepSometimes() {
        if (!kept.plus(KEPT_EVERY).isAfter(run.now())) {
            kept = run.now();
            run.remember();
        }
    }

    /** @param why it could not be read to its end; empty if it was */
    private Optional<Duration> end(String why) {
        position.end();
        reading = null;
        if (!why.isEmpty()) {
            run.log("  The log of container " + container.name() + " is not shown" + (lines > 0 ? " to its end" : "")
                    + ": " + why + ". It is in log group " + container.logGroup() + " in " + container.logRegion()
                    + ", stream " + position.stream());
        }
        run.remember();
        changed.run();
        return Optional.empty();
    }
}
