package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait before the next look at a deployment with stages. One that has just moved moves on soon; when it only
 * lets time pass, this is known beforehand.
 */
public final class StagePace {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration OFTEN = Duration.ofSeconds(15);
    private static final Duration SOON_ALONE = Duration.ofSeconds(3);
    private static final Duration OFTEN_ALONE = Duration.ofSeconds(20);
    /** While time passes, and while somebody is to answer at a gate. */
    private static final Duration SELDOM = Duration.ofSeconds(60);

    private static final Duration AT_GATE = Duration.ofSeconds(30);
    /** How exactly it is known here since when time passes. */
    private static final Duration ABOUT = Duration.ofSeconds(20);

    private static final Duration NEAR_THE_END = Duration.ofMillis(3_800);
    private static final Duration NEAR_THE_END_ALONE = Duration.ofMillis(3_300);
    private static final int LOOKS_NEAR_THE_END = 30;

    private final DeploymentContext deployment;
    private final StagesState state;

    public StagePace(DeploymentContext deployment, StagesState state) {
        this.deployment = deployment;
        this.state = state;
    }

    /**
     * For one who shares the calls with others.
     *
     * @param ready when all new tasks ran; {@code null}: not yet
     */
    public Duration shared(Instant ready) {
        return wait(ready, 1, SOON, OFTEN, NEAR_THE_END);
    }

    /** For one who makes the calls alone. */
    public Duration alone(Instant ready) {
        return wait(ready, 2, SOON_ALONE, OFTEN_ALONE, NEAR_THE_END_ALONE);
    }

    /** True while nothing is expected but that time passes. */
    public boolean isQuiet() {
        return isAtGate() || quietFor().compareTo(Duration.ZERO) > 0;
    }

    private Duration wait(Instant ready, int growth, Duration soon, Duration often, Duration nearTheEnd) {
        Instant moved = state.moved();
        Duration since = Duration.between(ready != null && ready.isAfter(moved) ? ready : moved, deployment.now());
        if (isAtGate()) {
            return Backoff.clamp(since, soon, AT_GATE);
        }
        if (Stages.isReached(Stages.BAKE_TIME, state.stage)) {
            Duration left = quietFor();
            // The old tasks end last; what takes long is not at once at its end.
            return left.compareTo(Duration.ZERO) > 0
                    ? Backoff.clamp(left, nearTheEnd, SELDOM)
                    : Backoff.clamp(since.minus(bake()).dividedBy(LOOKS_NEAR_THE_END), nearTheEnd, OFTEN);
        }
        Duration usual = Backoff.clamp(since.multipliedBy(growth), soon, often);
        Duration left = quietFor();
        return left.compareTo(usual) > 0 ? Backoff.clamp(left, usual, SELDOM) : usual;
    }

    private boolean isAtGate() {
        return deployment.record().gate().open().isPresent()
                && deployment.record().gate().answer().isEmpty();
    }

    /** For how long ECS does nothing but let time pass, at least. */
    private Duration quietFor() {
        return Duration.between(deployment.now(), state.moved().plus(bake()).minus(ABOUT));
    }

    private Duration bake() {
        if (Stages.BAKE_TIME.equals(state.stage)) {
            return Duration.ofMinutes(state.bakeMinutes);
        }
        return state.stepping && Stages.PRODUCTION_TRAFFIC_SHIFT.equals(state.stage)
                ? Duration.ofMinutes(state.stepMinutes)
                : Duration.ZERO;
    }
}
