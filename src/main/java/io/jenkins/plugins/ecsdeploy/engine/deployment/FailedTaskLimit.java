package io.jenkins.plugins.ecsdeploy.engine.deployment;

/**
 * How many failed tasks are too many, by the rule of ECS's circuit breaker: half the desired count rounded up, at least 3
 * and at most 200 (developer guide, "How the Amazon ECS deployment circuit breaker detects failures").
 */
public final class FailedTaskLimit {
    private static final int FEWEST = 3;
    private static final int MOST = 200;

    private FailedTaskLimit() {}

    public static int of(int desiredCount) {
        return Math.min(MOST, Math.max(FEWEST, (desiredCount + 1) / 2));
    }
}
