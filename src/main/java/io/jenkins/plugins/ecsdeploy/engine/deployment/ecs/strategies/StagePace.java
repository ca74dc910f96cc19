package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
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
    /** At first while time passes, and while somebody is to answer at a gate. The longer it lasts, the rarer. */
    private static final Duration SELDOM = Duration.ofSeconds(60);

    private static final Duration AT_GATE = Duration.ofSeconds(30);
    private static final Duration RAREST = Duration.ofMinutes(2);
    private static final int LOOKS_SO_FAR = 20;
    /** When somebody should have answered, and ECS has decided. */
    private static final Duration AFTER_EXPIRY = Duration.ofSeconds(1);

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

    /** True while ECS lets time pass, or ends what has done its work: the service's events have little to tell then. */
    public boolean isQuiet() {
        return isAtGate() || state.quietUntilMillis != 0;
    }

    private Duration wait(Instant ready, int growth, Duration soon, Duration often, Duration nearTheEnd) {
        if (isAtGate()) {
            return atGate(deployment.record().gate().open().orElseThrow(), soon);
        }
        Instant moved = Instant.ofEpochMilli(state.movedMillis);
        if (state.quietUntilMillis == 0) {
            Duration since = past(ready != null && ready.isAfter(moved) ? ready : moved);
            return Backoff.clamp(since.multipliedBy(growth), soon, often);
        }
        Duration over = past(quietUntil());
        if (over.isNegative()) {
            return Backoff.clamp(over.negated(), nearTheEnd, seldom(past(moved), SELDOM));
        }
        // The end of the bake time itself is nobody's concern: the old tasks are stopped after it.
        boolean bakes = Stages.BAKE_TIME.equals(state.stage);
        // What takes longer than it should is not at once at its end.
        return Backoff.clamp(
                over.dividedBy(LOOKS_NEAR_THE_END), bakes ? nearTheEnd.multipliedBy(2) : nearTheEnd, often);
    }

    /** What is answered by this program itself is looked at at once; others may answer, and ECS does in the end. */
    private Duration atGate(Gate gate, Duration soon) {
        Instant now = deployment.now();
        Instant from = gate.expires().filter(now::isAfter).orElse(gate.since());
        Duration pause = Backoff.clamp(past(from), soon, seldom(past(from), AT_GATE));
        return gate.expires()
                .map(time -> Duration.between(now, time).plus(AFTER_EXPIRY))
                .filter(left -> !left.isNegative() && left.compareTo(pause) < 0)
                .orElse(pause);
    }

    private static Duration seldom(Duration lasts, Duration atFirst) {
        return Backoff.clamp(lasts.dividedBy(LOOKS_SO_FAR), atFirst, RAREST);
    }

    private boolean isAtGate() {
        return deployment.record().gate().isUndecided();
    }

    private Duration past(Instant time) {
        return Duration.between(time, deployment.now());
    }

    private Instant quietUntil() {
        return Instant.ofEpochMilli(state.quietUntilMillis);
    }
}
