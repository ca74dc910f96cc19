package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many calls may be made: a bucket of tokens, as AWS has one itself. When AWS throttles, the rate is about halved;
 * from then on it grows steadily, back to what is allowed. Not thread-safe.
 */
final class CallBudget {
    private static final double LEAST = 0.2;
    /** So many seconds' calls may be made at once after a pause: those of one tick. */
    private static final double SAVED_SECONDS = 2;

    private static final double GROWTH_A_SECOND = 0.1;
    /** Several calls on the way may be throttled for the same reason. */
    private static final Duration SLOWED_ONCE_IN = Duration.ofSeconds(1);

    private final double most;
    private double rate;
    private double tokens;
    private Instant counted;
    private Instant slowed = Instant.MIN;

    CallBudget(double callsPerSecond, Instant now) {
        most = callsPerSecond;
        rate = callsPerSecond;
        tokens = Math.max(1, SAVED_SECONDS * most);
        counted = now;
    }

    /** When the next call may be made: now, or later. */
    Instant next(Instant now) {
        count(now);
        return tokens >= 1 ? now : now.plusNanos((long) Math.ceil((1 - tokens) / rate * 1e9));
    }

    void take(Instant now) {
        count(now);
        tokens -= 1;
    }

    void throttled(Instant now) {
        count(now);
        if (Duration.between(slowed, now).compareTo(SLOWED_ONCE_IN) >= 0) {
            // Not all alike, so that several controllers with one account don't stay in step.
            rate = Math.max(
                    Math.min(LEAST, most), rate * ThreadLocalRandom.current().nextDouble(0.4, 0.6));
            slowed = now;
        }
        tokens = Math.min(tokens, 0);
    }

    double rate() {
        return rate;
    }

    private void count(Instant now) {
        double seconds = Math.max(0, Duration.between(counted, now).toNanos() / 1e9);
        rate = Math.min(most, rate + seconds * GROWTH_A_SECOND);
        tokens = Math.min(Math.max(1, SAVED_SECONDS * rate), tokens + seconds * rate);
        counted = now;
    }
}
