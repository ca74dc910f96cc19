package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;

/** Tells what ECS does with a deployment by one of its strategies, each thing once; a rollback as such, and first. */
final class StageProgress {
    /** Within this time before it is seen something has begun, where the look before is not known. */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(20);

    private final DeploymentContext deployment;
    private final StagesState state;
    /** When this program looked last; {@code null}: not yet. */
    private Instant looked;

    StageProgress(DeploymentContext deployment, StagesState state) {
        this.deployment = deployment;
        this.state = state;
    }

    void show(ServiceDeployment seen) {
        boolean back = isGoingBack(seen);
        boolean moved = back && state.isNews("back");
        if (moved) {
            deployment.log("  ECS rolls this deployment back"
                    + (seen.rollback() == null ? "" : since(seen.rollback().startedAt())));
        }
        alarms(seen.alarms());
        if (seen.lifecycleStageAsString() != null) {
            moved |= stage(seen, seen.lifecycleStageAsString(), back);
        }
        moved |= traffic(Traffic.of(seen));
        if (moved) {
            state.movedMillis = deployment.now().toEpochMilli();
            // What waits for nothing but the traffic looks again soon after it has moved.
            state.quietUntilMillis = back
                    ? 0
                    : rest().map(time -> began(seen).plus(time).toEpochMilli()).orElse(0L);
            deployment.remember();
        }
        looked = deployment.now();
    }

    /** For how long ECS lets time pass where the deployment stands; nothing: it has something to do. */
    private Optional<Duration> rest() {
        if (Stages.BAKE_TIME.equals(state.stage)) {
            return Optional.of(Duration.ofMinutes(state.bakeMinutes));
        }
        if (state.stepping && Stages.PRODUCTION_TRAFFIC_SHIFT.equals(state.stage)) {
            return Optional.of(Duration.ofMinutes(state.stepMinutes));
        }
        return Stages.CLEAN_UP.equals(state.stage) ? Optional.of(Duration.ZERO) : Optional.empty();
    }

    /** Since when it stands there, at the earliest: it did not at the look before. */
    private Instant began(ServiceDeployment seen) {
        if (looked != null) {
            return looked;
        }
        Instant told = seen.updatedAt();
        Instant now = deployment.now();
        return (told != null && told.isBefore(now) ? told : now).minus(SEEN_WITHIN);
    }

    /** In a rollback stages run again, the other way round; there is no stage for it. */
    static boolean isGoingBack(ServiceDeployment seen) {
        return seen.statusAsString() != null && seen.statusAsString().startsWith("ROLLBACK_");
    }

    private void alarms(ServiceDeploymentAlarms alarms) {
        if (alarms == null) {
            return;
        }
        String names = String.join(", ", alarms.alarmNames());
        if (!names.isEmpty() && state.isNews("alarms " + names)) {
            deployment.log("  ECS watches the alarms " + names);
        }
        String triggered = String.join(", ", alarms.triggeredAlarmNames());
        if (!triggered.isEmpty() && state.isNews("triggered " + triggered)) {
            deployment.log("  Alarms have gone off: " + triggered);
        }
    }

    /** @return whether that is another one than before */
    private boolean stage(ServiceDeployment seen, String stage, boolean back) {
        if (back) {
            if (state.isNews("back in " + stage)) {
                deployment.log("  Rollback: stage " + stage + since(seen.updatedAt()));
            }
            return false;
        }
        boolean moved = false;
        List<String> passed = Stages.between(state.stage, stage);
        boolean stale = state.stage != null && Stages.position(stage) >= 0 && Stages.isReached(stage, state.stage);
        if (!stale || stage.equals(state.stage)) {
            if (state.isNews("in " + stage)) {
                deployment.log("  Stage " + stage + since(seen.updatedAt())
                        + (passed.isEmpty() ? "" : "; passed before: " + String.join(", ", passed)));
            }
            moved = further(stage);
        }
        if (Stages.BAKE_TIME.equals(stage) && state.bakeMinutes > 0) {
            bake(seen.updatedAt() == null ? deployment.now() : seen.updatedAt());
        }
        return moved;
    }

    private boolean further(String stage) {
        if (stage.equals(state.stage) || Stages.position(stage) < 0) {
            return false;
        }
        state.stage = stage;
        return true;
    }

    /** @param since by the clock of AWS */
    private void bake(Instant since) {
        Instant end = since.plus(Duration.ofMinutes(state.bakeMinutes)).truncatedTo(SECONDS);
        Duration left = Duration.between(deployment.now(), end);
        long minutes = left.isNegative() ? 0 : left.plusSeconds(30).toMinutes();
        // First at once, then each time another half of it is gone.
        if (state.isNews("bake " + Long.highestOneBit(minutes))) {
            deployment.log(
                    "  All production traffic is on the new tasks; ECS keeps the old ones in the bake time, until "
                            + end + " (" + Strategy.minutes(minutes) + " left)");
        }
    }

    private boolean traffic(Traffic traffic) {
        if (traffic.inWords().equals(state.traffic)) {
            return false;
        }
        state.traffic = traffic.inWords();
        state.stepping = traffic.isPartlyMoved();
        return true;
    }

    private static String since(Instant time) {
        return time == null ? "" : " since " + time.truncatedTo(SECONDS);
    }
}
