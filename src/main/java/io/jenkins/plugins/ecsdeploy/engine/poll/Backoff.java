package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before something is tried again. */
public final class Backoff {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofMinutes(1);

    private Backoff() {}

    /** The wait for something of this age: it is looked at whenever its age has doubled. */
    public static Duration byAge(Duration age) {
        return clamp(age, SHORTEST, LONGEST);
    }

    /** The wait after that many failed calls in a row: doubled each time. */
    public static Duration afterFailures(int failures) {
        Duration wait = SHORTEST.multipliedBy(1L << Math.min(failures - 1, 10));
        return jittered(clamp(wait, SHORTEST, LONGEST_AFTER_FAILURE));
    }

    /** Up to a tenth shorter, so that those who began together don't call together. */
    private static Duration jittered(Duration wait) {
        return wait.minusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 10));
    }

    /** That wait, within limits. */
    public static Duration clamp(Duration wait, Duration shortest, Duration longest) {
        return wait.compareTo(shortest) < 0 ? shortest : wait.compareTo(longest) > 0 ? longest : wait;
    }
}
