package io.jenkins.plugins.ecsdeploy.engine.tasks;

import io.jenkins.plugins.ecsdeploy.engine.poll.Poller;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;

/**
 * What all runs of a program share.
 *
 * @param poller looks at tasks, together with all that look at ECS
 * @param logs reads logs, with a budget of its own: CloudWatch Logs counts calls by itself, and reading must not slow down
 *     those who wait for the end of something
 */
public record TaskRuntime(Scheduler scheduler, Poller poller, Poller logs) {
    /** CloudWatch Logs allows more calls than ECS: 10 to 25 a second to all of an account in a region, by its quotas. */
    private static final int CALLS_FOR_LOGS = 2;

    /**
     * With a poller of its own for logs.
     *
     * @param callsPerSecond to look at tasks, for each identity and region
     * @param pace as {@link Poller} has it
     */
    public static TaskRuntime of(Scheduler scheduler, Poller poller, double callsPerSecond, double pace) {
        return new TaskRuntime(scheduler, poller, new Poller(scheduler, CALLS_FOR_LOGS * callsPerSecond, pace));
    }
}
