package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next look at a deployment. */
final class PollInterval {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    /** A deployment is looked at about every twentieth of its age: often while young, seldom when it takes hours. */
    private static final int LOOKS_AN_AGE = 20;

    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofMinutes(1);

    private PollInterval() {}

    /** The regular wait, for a deployment of this age. */
    static Duration regular(Duration age) {
        return jittered(clamp(age.dividedBy(LOOKS_AN_AGE), SHORTEST, LONGEST));
    }

    /** The wait after that many failed calls in a row: doubled each time. */
    static Duration afterFailures(int failures) {
        Duration wait = SHORTEST.multipliedBy(1L << Math.min(failures - 1, 10));
        return jittered(clamp(wait, SHORTEST, LONGEST_AFTER_FAILURE));
    }

    /** Up to a fifth shorter, so that deployments that began together don't call together. */
    private static Duration jittered(Duration wait) {
        return wait.minusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 5));
    }

    private static Duration clamp(Duration wait, Duration shortest, Duration longest) {
        return wait.compareTo(shortest) < 0 ? shortest : wait.compareTo(longest) > 0 ? longest : wait;
    }
}
