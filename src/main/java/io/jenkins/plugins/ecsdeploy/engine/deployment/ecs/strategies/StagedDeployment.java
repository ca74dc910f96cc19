package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * Judges a deployment by one of ECS' own strategies while it goes on as it should: whether it waits at a gate, and whether
 * all production traffic has moved. How it ends is told by its status, as of any other.
 */
public final class StagedDeployment {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final StagesState state;
    private final StageProgress progress;
    private final PauseGates gates;

    public StagedDeployment(DeploymentContext deployment, StagesState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
        this.progress = new StageProgress(deployment, state);
        this.gates = new PauseGates(deployment, state);
    }

    /** Shows what is new. */
    public void show(DescribedDeployment seen) {
        // What counts is the configuration with which it began; that of the service may be another one by now.
        if (seen.known().deploymentConfiguration() != null) {
            state.of(Strategy.of(seen.known().deploymentConfiguration()));
        }
        if (state.areFollowed()) {
            progress.show(seen.known());
        }
    }

    /** What it means for those who wait. */
    public Verdict judge(DescribedDeployment seen) {
        if (!state.areFollowed()) {
            return Verdict.goingOn();
        }
        if (!isGoingForward(seen.known()) || record.rollback().isAsked() || record.failure() != null) {
            gates.none(seen);
            return Verdict.goingOn();
        }
        List<PauseHook> waiting = PauseHook.awaiting(seen.raw());
        if (!waiting.isEmpty()) {
            return gates.at(waiting, seen);
        }
        gates.none(seen);
        return deployment.request().blueGreen().waitUntil() == WaitUntil.LIVE && isLive(seen.known())
                ? Verdict.succeeded()
                : Verdict.goingOn();
    }

    static boolean isGoingForward(ServiceDeployment seen) {
        return seen.status() == ServiceDeploymentStatus.PENDING || seen.status() == ServiceDeploymentStatus.IN_PROGRESS;
    }

    private boolean isLive(ServiceDeployment seen) {
        return Stages.isReached(Stages.BAKE_TIME, state.stage)
                && Traffic.of(seen).isAllMoved();
    }
}
