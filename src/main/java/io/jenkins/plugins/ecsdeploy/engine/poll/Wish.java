package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;

/**
 * A question, and how long it can wait. It may be answered a good deal earlier where there is room in a call that is
 * made for others. With no pause at all, it takes the place in the queue of the question that was answered last.
 */
public record Wish(Question question, Duration pause) {}
