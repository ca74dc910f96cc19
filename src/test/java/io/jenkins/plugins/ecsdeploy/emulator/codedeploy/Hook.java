package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import java.time.Duration;

/**
 * What a Lambda function answers that the AppSpec names for a lifecycle event.
 *
 * @param after when it answers, or null for never
 * @param well what it answers
 * @param logTail the end of its log, which the diagnostics of the event show
 */
public record Hook(Duration after, boolean well, String logTail) {
    /** "If … not notified within one hour, it assumes the deployment failed" (AppSpec "hooks" section for ECS). */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration USUAL = Duration.ofSeconds(5);

    /** Answers Succeeded after five seconds: what a function does for which nothing else is set. */
    public static Hook succeeds() {
        return new Hook(USUAL, true, "");
    }

    /** Answers Failed after five seconds. */
    public static Hook fails(String logTail) {
        return new Hook(USUAL, false, logTail);
    }

    /** Never answers: the deployment fails after an hour. */
    public static Hook neverAnswers() {
        return new Hook(null, false, "");
    }

    /** The same answer, that long after the event began. */
    public Hook after(Duration time) {
        return new Hook(time, well, logTail);
    }

    /** A word in the function's name decides where nothing is set: for those who play without writing Java. */
    public static Hook byName(String function) {
        if (function.contains("fail")) {
            return fails("the function " + function + " has found an error");
        }
        return function.contains("hang") ? neverAnswers() : succeeds();
    }
}
