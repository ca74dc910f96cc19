package io.jenkins.plugins.ecsdeploy.engine.deployment;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next look at a deployment. */
final class PollInterval {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    /** A deployment is looked at about every fourth of its age: often while young, seldom when it takes long. */
    private static final int LOOKS_AN_AGE = 4;

    /** When the tasks run, the end is near: looked for often, and ever less often if it does not come. */
    private static final Duration NEARLY_DONE = Duration.ofMillis(3_500);

    private static final int LOOKS_WHEN_NEARLY_DONE = 30;

    /** The events of the beginning are soon to be told, later ones now and then; those of failing tasks in between. */
    private static final Duration FIRST_EVENTS = Duration.ofSeconds(20);

    private static final Duration EVENTS = Duration.ofSeconds(60);
    private static final Duration EVENTS_OF_FAILING_TASKS = Duration.ofSeconds(10);

    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofMinutes(1);

    private PollInterval() {}

    /** The regular wait, for a deployment of this age. */
    static Duration regular(Duration age) {
        return jittered(clamp(age.dividedBy(LOOKS_AN_AGE), SHORTEST, LONGEST));
    }

    /** The wait while all tasks run, for so long already. */
    static Duration nearlyDone(Duration since) {
        return jittered(clamp(since.dividedBy(LOOKS_WHEN_NEARLY_DONE), NEARLY_DONE, LONGEST));
    }

    /** The wait for a deployment that ECS does not list yet. */
    static Duration unknown() {
        return jittered(SHORTEST);
    }

    /** The wait before the next look at the service, for a deployment of this age. */
    static Duration ofService(Duration age, boolean tasksFail) {
        Duration longest = tasksFail ? EVENTS_OF_FAILING_TASKS : EVENTS;
        return jittered(clamp(age.multipliedBy(2), tasksFail ? EVENTS_OF_FAILING_TASKS : FIRST_EVENTS, longest));
    }

    /** The wait after that many failed calls in a row: doubled each time. */
    static Duration afterFailures(int failures) {
        Duration wait = SHORTEST.multipliedBy(1L << Math.min(failures - 1, 10));
        return jittered(clamp(wait, SHORTEST, LONGEST_AFTER_FAILURE));
    }

    /** Up to a tenth shorter, so that those who began together don't call together. */
    private static Duration jittered(Duration wait) {
        return wait.minusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 10));
    }

    private static Duration clamp(Duration wait, Duration shortest, Duration longest) {
        return wait.compareTo(shortest) < 0 ? shortest : wait.compareTo(longest) > 0 ? longest : wait;
    }
}
