package io.jenkins.plugins.ecsdeploy.engine.tasks;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A call of RunTask that may have been made, and whose answer is not known. ECS answers a repeated call with the same token
 * with the tasks of the first, as long as it remembers the token: for the lifetime of the tasks and an hour, at most for 24
 * hours (API reference, "Ensuring idempotency"). After that the same call would start other tasks.
 */
public final class RunCall implements Serializable {
    private static final long serialVersionUID = 1L;
    /** However short the task was, the token holds for an hour; clocks differ, and calls take their time. */
    private static final Duration TOKEN_HOLDS = Duration.ofMinutes(50);

    private String token;
    private int count;
    private long askedMillis;

    RunCall(String token, int count, Instant asked) {
        this.token = token;
        this.count = count;
        this.askedMillis = asked.toEpochMilli();
    }

    String token() {
        return token;
    }

    /** How many tasks it asks for. */
    int count() {
        return count;
    }

    Instant asked() {
        return Instant.ofEpochMilli(askedMillis);
    }

    /** Whether the same call may be made again: it then starts nothing that was started before. */
    boolean isRepeatable(Instant now) {
        return token != null && asked().plus(TOKEN_HOLDS).isAfter(now);
    }
}
