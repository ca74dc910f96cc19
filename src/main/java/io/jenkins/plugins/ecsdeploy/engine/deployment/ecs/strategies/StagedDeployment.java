package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.aws.ServiceDeploymentsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Gates;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
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
    private final Gates gates;

    public StagedDeployment(DeploymentContext deployment, StagesState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
        this.progress = new StageProgress(deployment, state);
        this.gates = new Gates(deployment, this::goOn);
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
            gates.none();
            return Verdict.goingOn();
        }
        List<PauseHook> waiting = PauseHook.awaiting(seen.raw());
        if (!waiting.isEmpty()) {
            Gate gate = gate(one(waiting), seen);
            tell(gate);
            return gates.at(gate);
        }
        gates.none();
        return deployment.request().blueGreen().waitUntil() == WaitUntil.LIVE && isLive(seen.known())
                ? Verdict.succeeded()
                : Verdict.goingOn();
    }

    private static boolean isGoingForward(ServiceDeployment seen) {
        return seen.status() == ServiceDeploymentStatus.PENDING || seen.status() == ServiceDeploymentStatus.IN_PROGRESS;
    }

    /** Several hooks of a stage wait at the same time, and each wants an answer: one after the other. */
    private PauseHook one(List<PauseHook> waiting) {
        String open = record.gate().open().map(Gate::id).orElse(null);
        return waiting.stream()
                .filter(hook -> hook.id().equals(open))
                .findFirst()
                .orElse(waiting.get(0));
    }

    private Gate gate(PauseHook hook, DescribedDeployment seen) {
        Double weight = Traffic.of(seen.known()).production();
        return new Gate(
                hook.id(),
                stage(String.valueOf(seen.known().lifecycleStageAsString()), seen.raw()),
                deployment.now(),
                hook.expires(),
                hook.expiry(),
                weight == null ? null : (int) Math.round(weight),
                null);
    }

    /** A hook does not tell its stage. One stage has hooks, but may not be reported as a stage of its own. */
    static String stage(String stage, JsonNode deployment) {
        List<String> paused = PauseHook.stages(deployment.path("deploymentConfiguration"));
        return paused.contains(stage) || !paused.contains(Stages.PRE_PRODUCTION_TRAFFIC_SHIFT)
                ? stage
                : Stages.PRE_PRODUCTION_TRAFFIC_SHIFT;
    }

    private void tell(Gate gate) {
        if (record.gate().answer().isPresent()) {
            return;
        }
        long minutes = gate.expires()
                .map(time -> Duration.between(deployment.now(), time))
                .map(left -> left.isNegative() ? 0 : left.toMinutes())
                .orElse(0L);
        // First at once, then each time another half of it is gone.
        if (state.isNews("gate " + gate.id() + " " + Long.highestOneBit(minutes))) {
            deployment.log("  The deployment waits at the gate " + gate.name()
                    + gate.expires().map(time -> until(time, minutes, gate)).orElse("")
                    + ". To let it go on: ecsGate, the console of ECS, or aws ecs continue-service-deployment"
                    + " --service-deployment-arn " + record.deploymentArn() + " --hook-id " + gate.id());
        }
    }

    private static String until(Instant time, long minutes, Gate gate) {
        return " for an answer, until " + time.truncatedTo(SECONDS) + " ("
                + Durations.inWords(Duration.ofMinutes(minutes)) + " left), when " + gate.expiry();
    }

    private boolean isLive(ServiceDeployment seen) {
        return Stages.isReached(Stages.BAKE_TIME, state.stage)
                && Traffic.of(seen).isAllMoved();
    }

    /** @return false when it does not wait there any more */
    private boolean goOn(Gate gate) {
        ServiceDeploymentsApi deployments = deployment.ecs().serviceDeployments();
        try {
            deployments.goOn(record.deploymentArn(), gate.id());
            return true;
        } catch (ServiceDeploymentNotFoundException e) {
            return false;
        } catch (InvalidParameterException e) {
            // What ECS refuses has one code, whatever the reason; whether it still waits is to be seen.
            if (deployments.describe(List.of(record.deploymentArn())).stream()
                    .flatMap(seen -> PauseHook.awaiting(seen.raw()).stream())
                    .anyMatch(hook -> hook.id().equals(gate.id()))) {
                throw e;
            }
            return false;
        }
    }
}
