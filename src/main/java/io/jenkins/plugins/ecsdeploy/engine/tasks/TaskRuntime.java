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
public record TaskRuntime(Scheduler scheduler, Poller poller, Poller logs) {}
