package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentAlarms;

/** Tells what ECS does with a deployment by one of its strategies, each thing once; a rollback as such, and first. */
final class StageProgress {
    private final DeploymentContext deployment;
    private final StagesState state;

    StageProgress(DeploymentContext deployment, StagesState state) {
        this.deployment = deployment;
        this.state = state;
    }

    void show(ServiceDeployment seen) {
        boolean back = isGoingBack(seen);
        if (back && state.isNews("back")) {
            deployment.log("  ECS rolls this deployment back"
                    + (seen.rollback() == null ? "" : since(seen.rollback().startedAt())));
        }
        alarms(seen.alarms());
        if (seen.lifecycleStageAsString() != null) {
            stage(seen, seen.lifecycleStageAsString(), back);
        }
        moved(seen);
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

    private void stage(ServiceDeployment seen, String stage, boolean back) {
        if (back) {
            if (state.isNews("back in " + stage)) {
                deployment.log("  Rollback: stage " + stage + since(seen.updatedAt()));
            }
            return;
        }
        List<String> passed = Stages.between(state.stage, stage);
        boolean stale = state.stage != null && Stages.position(stage) >= 0 && Stages.isReached(stage, state.stage);
        if (!stale || stage.equals(state.stage)) {
            if (state.isNews("in " + stage)) {
                deployment.log("  Stage " + stage + since(seen.updatedAt())
                        + (passed.isEmpty() ? "" : "; passed before: " + String.join(", ", passed)));
            }
            further(stage);
        }
        if (Stages.BAKE_TIME.equals(stage) && state.bakeMinutes > 0) {
            bake(seen.updatedAt() == null ? state.moved() : seen.updatedAt());
        }
    }

    private void further(String stage) {
        if (!stage.equals(state.stage) && Stages.position(stage) >= 0) {
            state.stage = stage;
            state.movedMillis = deployment.now().toEpochMilli();
            deployment.remember();
        }
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

    /** What waits for nothing but the traffic looks again soon after it has moved. */
    private void moved(ServiceDeployment seen) {
        Traffic traffic = Traffic.of(seen);
        if (!traffic.inWords().equals(state.traffic)) {
            state.traffic = traffic.inWords();
            state.stepping = !traffic.isAllMoved();
            state.movedMillis = deployment.now().toEpochMilli();
        }
    }

    private static String since(Instant time) {
        return time == null ? "" : " since " + time.truncatedTo(SECONDS);
    }
}
