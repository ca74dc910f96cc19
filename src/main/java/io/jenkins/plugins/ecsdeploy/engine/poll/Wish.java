package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;

/**
 * A question, and how long it can wait. It may be answered a good deal earlier where there is room in a call that is
 * made for others. With no pause at all, it takes the place in the queue of the question that was answered last.
 *
 * @param pause for one who shares the calls with others
 * @param alone for one who makes them alone, so that each answer costs a call
 */
public record Wish(Question question, Duration pause, Duration alone) {
    /** One that can wait as long in company as alone. */
    public Wish(Question question, Duration pause) {
        this(question, pause, pause);
    }
}
