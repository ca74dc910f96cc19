package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import java.math.BigDecimal;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;

/**
 * How ECS replaces the tasks of a service, as the service's own configuration has it. It is only ever read: sent back by
 * an SDK that does not know pause hooks, the configuration would lose them.
 *
 * @param name as ECS calls it
 * @param details how the traffic moves, in words; empty where it moves at once
 * @param stepMinutes from one step of the traffic to the next; 0: there are no steps
 * @param bakeMinutes for how long the old tasks are kept when all traffic has moved
 */
public record Strategy(String name, String details, int stepMinutes, int bakeMinutes) {
    private static final Strategy ROLLING = new Strategy(DeploymentStrategy.ROLLING.toString(), "", 0, 0);
    /** API reference, LinearConfiguration and CanaryConfiguration: what holds where nothing is said. */
    private static final double USUAL_STEP = 10;

    private static final double USUAL_CANARY = 5;
    private static final int USUAL_STEP_MINUTES = 6;
    private static final int USUAL_CANARY_MINUTES = 10;

    /** @param configuration of a service or of a service deployment; {@code null}: not told */
    public static Strategy of(DeploymentConfiguration configuration) {
        // Absent where a service was created without naming one (API reference, DeploymentConfiguration, strategy).
        if (configuration == null
                || configuration.strategy() == null
                || configuration.strategy() == DeploymentStrategy.ROLLING) {
            return ROLLING;
        }
        int bake = or(configuration.bakeTimeInMinutes(), 0);
        String name = configuration.strategyAsString();
        switch (configuration.strategy()) {
            case LINEAR:
                var linear = configuration.linearConfiguration();
                int every = or(linear == null ? null : linear.stepBakeTimeInMinutes(), USUAL_STEP_MINUTES);
                double step = or(linear == null ? null : linear.stepPercent(), USUAL_STEP);
                return new Strategy(name, percent(step) + " every " + minutes(every), every, bake);
            case CANARY:
                var canary = configuration.canaryConfiguration();
                int after = or(canary == null ? null : canary.canaryBakeTimeInMinutes(), USUAL_CANARY_MINUTES);
                double first = or(canary == null ? null : canary.canaryPercent(), USUAL_CANARY);
                return new Strategy(name, percent(first) + " first, the rest after " + minutes(after), after, bake);
            default:
                return new Strategy(name, "", 0, bake);
        }
    }

    /** Whether tasks are replaced bit by bit, without stages and without gates. */
    public boolean isRolling() {
        return equals(ROLLING);
    }

    /** {@code  by LINEAR, 20% every 5 minutes, bake time 10 minutes}, behind a deployment; empty where it rolls. */
    public String by() {
        return isRolling() ? "" : " by " + inWords();
    }

    /** {@code LINEAR, 20% every 5 minutes, bake time 10 minutes}. */
    public String inWords() {
        return name
                + (details.isEmpty() ? "" : ", " + details)
                + (bakeMinutes == 0 ? "" : ", bake time " + minutes(bakeMinutes));
    }

    static String percent(double value) {
        return BigDecimal.valueOf(Math.round(value * 10), 1)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }

    static String minutes(long count) {
        return count + (count == 1 ? " minute" : " minutes");
    }

    private static <T> T or(T value, T usual) {
        return value == null ? usual : value;
    }
}
