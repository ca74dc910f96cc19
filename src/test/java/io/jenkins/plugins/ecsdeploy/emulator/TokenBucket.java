package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Duration;
import java.time.Instant;

/**
 * A rate limit as AWS has it: a bucket of tokens that fills at a steady rate. Source: "Request throttling for the
 * Amazon ECS API" in the API Reference.
 */
final class TokenBucket {
    private final double perSecond;
    private final double size;
    private double tokens;
    private Instant last;

    TokenBucket(double perSecond, double size, Instant now) {
        this.perSecond = perSecond;
        this.size = size;
        this.tokens = size;
        this.last = now;
    }

    /** Takes a token if there is one. */
    boolean take(Instant now) {
        tokens = Math.min(size, tokens + Duration.between(last, now).toNanos() / 1e9 * perSecond);
        last = now;
        // A billionth of slack, as the refill of "one second at one per second" need not be exactly 1.
        if (tokens < 1 - 1e-9) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
