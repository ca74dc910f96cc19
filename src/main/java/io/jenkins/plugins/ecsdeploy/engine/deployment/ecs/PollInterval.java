package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import java.time.Duration;

/** How long to wait before the next look at a deployment. */
final class PollInterval {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration SHORTEST_ALONE = Duration.ofSeconds(8);
    private static final Duration LONGEST_ALONE = Duration.ofSeconds(20);
    private static final Duration LONGEST_COUNTING_ALONE = Duration.ofSeconds(18);

    /** When the tasks run, the end is near: looked for often, and ever less often if it does not come. */
    private static final Duration NEARLY_DONE = Duration.ofMillis(3_800);

    private static final Duration NEARLY_DONE_ALONE = Duration.ofMillis(3_400);

    private static final int LOOKS_WHEN_NEARLY_DONE = 30;
    private static final int LAST_PART = 6;
    private static final int LAST_PART_ALONE = 5;
    private static final Duration LONGEST_BEFORE_LAST_PART_ALONE = Duration.ofSeconds(30);

    /** The events of the beginning are soon to be told, later ones now and then; those of failing tasks in between. */
    private static final Duration FIRST_EVENTS = Duration.ofSeconds(30);

    private static final Duration EVENTS = Duration.ofSeconds(90);
    private static final Duration EVENTS_WHILE_TIME_PASSES = Duration.ofMinutes(15);
    private static final Duration EVENTS_OF_FAILING_TASKS = Duration.ofSeconds(10);

    private PollInterval() {}

    /**
     * The regular wait for a deployment that shares no calls: its age has to treble. It can wait longer, unless failed tasks are
     * to be counted.
     */
    static Duration regularAlone(Duration age, boolean tasksAreToBeCounted) {
        return Backoff.clamp(
                age.multipliedBy(2), SHORTEST_ALONE, tasksAreToBeCounted ? LONGEST_COUNTING_ALONE : LONGEST_ALONE);
    }

    /**
     * The wait while all tasks run. ECS has to stop the old ones first, and to be sure: what took long so far is not at
     * once at its end.
     *
     * @param since for how long they run
     * @param before how long it took until they ran
     */
    static Duration nearlyDone(Duration since, Duration before) {
        Duration early = before.dividedBy(LAST_PART).minus(since);
        return early.isNegative() ? lasting(since, NEARLY_DONE) : Backoff.clamp(early, NEARLY_DONE, LONGEST);
    }

    /** The same for a deployment that shares no calls. */
    static Duration nearlyDoneAlone(Duration since, Duration before) {
        Duration early = before.dividedBy(LAST_PART_ALONE).minus(since);
        return early.isNegative()
                ? lasting(since, NEARLY_DONE_ALONE)
                : Backoff.clamp(early, NEARLY_DONE_ALONE, LONGEST_BEFORE_LAST_PART_ALONE);
    }

    private static Duration lasting(Duration since, Duration shortest) {
        return Backoff.clamp(since.dividedBy(LOOKS_WHEN_NEARLY_DONE), shortest, LONGEST);
    }

    /** The wait for a deployment that ECS does not list yet. */
    static Duration unknown() {
        return SHORTEST;
    }

    /** The wait from one look at the service to the next. */
    static Duration ofService(boolean first) {
        return first ? FIRST_EVENTS : EVENTS;
    }

    /**
     * The same while the deployment is asked often for its stages. Failed tasks are to be counted, too.
     *
     * @param quiet nothing is expected but that time passes
     */
    static Duration ofServiceBesideStages(boolean quiet) {
        return quiet ? EVENTS_WHILE_TIME_PASSES : FIRST_EVENTS;
    }

    /** The same when tasks have failed. */
    static Duration ofServiceWithFailures() {
        return EVENTS_OF_FAILING_TASKS;
    }

    /** The wait from one look at the deployment to the next while the looks at the service tell as much. */
    static Duration ofDeploymentBesideService() {
        return EVENTS.multipliedBy(4);
    }
}
