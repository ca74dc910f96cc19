package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** How long something may fail in a row. */
public final class RetryLimit {
    /** What fails in a row for this long ends the wait; the deployment itself goes on at ECS. */
    public static final Duration LIMIT = Duration.ofMinutes(15);

    /** A single look that fails is of no interest to anybody. */
    private static final int WORTH_SAYING = 3;

    private final Consumer<String> log;
    private final String words;
    private int failures;
    private Instant since;
    private boolean said;

    /** @param words that tell people what fails */
    public RetryLimit(Consumer<String> log, String words) {
        this.log = log;
        this.words = words;
    }

    public void restore() {
        failures = 0;
        said = false;
    }

    /** The pause before the next try; nothing when it has been enough. */
    public Optional<Duration> afterFailure(RuntimeException e, Instant now, boolean sayAtOnce) {
        failures++;
        if (failures == 1) {
            since = now;
        }
        if (!said && (sayAtOnce || failures >= WORTH_SAYING)) {
            said = true;
            log.accept("  " + words + ", trying again: " + AwsFailure.text(e));
        }
        if (since.plus(LIMIT).isBefore(now)) {
            return Optional.empty();
        }
        // The poller slows down by itself when it is throttled, for all together.
        boolean paced = AwsFailure.isThrottling(e) && !sayAtOnce;
        return Optional.of(Backoff.afterFailures(paced ? 1 : failures));
    }
}
