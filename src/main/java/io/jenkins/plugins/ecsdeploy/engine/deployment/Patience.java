package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** How long calls may fail in a row. */
final class Patience {
    /** Calls that fail in a row for this long end the wait; the deployment itself goes on at ECS. */
    static final Duration LIMIT = Duration.ofMinutes(15);

    /** A single look that fails is of no interest to anybody. */
    private static final int WORTH_SAYING = 3;

    private final Consumer<String> log;
    private int failures;
    private Instant since;
    private boolean said;

    Patience(Consumer<String> log) {
        this.log = log;
    }

    void restore() {
        failures = 0;
        said = false;
    }

    /** The pause before the next try; nothing when it has been enough. */
    Optional<Duration> afterFailure(RuntimeException e, Instant now, boolean sayAtOnce) {
        failures++;
        if (failures == 1) {
            since = now;
        }
        if (!said && (sayAtOnce || failures >= WORTH_SAYING)) {
            said = true;
            log.accept("  AWS did not answer as it should, trying again: " + AwsFailure.text(e));
        }
        if (since.plus(LIMIT).isBefore(now)) {
            return Optional.empty();
        }
        // The poller slows down by itself when it is throttled, for all together.
        boolean paced = AwsFailure.isThrottling(e) && !sayAtOnce;
        return Optional.of(PollInterval.afterFailures(paced ? 1 : failures));
    }
}
