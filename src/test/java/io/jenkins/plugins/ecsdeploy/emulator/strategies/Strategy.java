package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * How ECS moves production traffic to a new revision. Source: API pages DeploymentConfiguration, LinearConfiguration,
 * CanaryConfiguration.
 *
 * @param percent of each step (LINEAR), or of the first of two (CANARY); 100 if all moves at once
 * @param stepBake from one step to the next
 * @param bake how long both revisions run after all traffic has been moved
 */
public record Strategy(Kind kind, double percent, Duration stepBake, Duration bake) {
    /** The names that the API has for them. */
    public enum Kind {
        ROLLING,
        BLUE_GREEN,
        LINEAR,
        CANARY
    }

    /** That of a deploymentConfiguration which has been completed, see {@link StrategySettings}. */
    public static Strategy of(JsonNode configuration) {
        Kind kind = Kind.valueOf(configuration.path("strategy").asText("ROLLING"));
        Duration bake =
                Duration.ofMinutes(configuration.path("bakeTimeInMinutes").asInt());
        return switch (kind) {
            case LINEAR -> {
                JsonNode linear = configuration.path("linearConfiguration");
                yield new Strategy(
                        kind,
                        linear.path("stepPercent").asDouble(),
                        Duration.ofMinutes(linear.path("stepBakeTimeInMinutes").asInt()),
                        bake);
            }
            case CANARY -> {
                JsonNode canary = configuration.path("canaryConfiguration");
                yield new Strategy(
                        kind,
                        canary.path("canaryPercent").asDouble(),
                        Duration.ofMinutes(
                                canary.path("canaryBakeTimeInMinutes").asInt()),
                        bake);
            }
            default -> new Strategy(kind, 100, Duration.ZERO, bake);
        };
    }

    /** Whether tasks are replaced bit by bit, without stages and traffic. */
    public boolean rolling() {
        return kind == Kind.ROLLING;
    }

    /** The share of the new revision, in percent, after one more step. */
    double after(double weight) {
        double next = kind == Kind.CANARY && weight > 0 ? 100 : weight + percent;
        return Math.min(100, Math.round(next * 10) / 10.0);
    }
}
