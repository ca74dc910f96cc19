package io.jenkins.plugins.ecsdeploy.engine.poll;

import java.time.Duration;

/**
 * A question, and how long it can wait. It may be answered a good deal earlier where there is room in a call that is
 * made for others. With no delay at all, it takes the place in the queue of the question that was answered last.
 *
 * @param delay for one who shares the calls with others
 * @param delayAlone for one who makes them alone, so that each answer costs a call
 */
public record PollRequest(Question question, Duration delay, Duration delayAlone) {
    /** One that can wait as long in company as alone. */
    public PollRequest(Question question, Duration delay) {
        this(question, delay, delay);
    }
}
