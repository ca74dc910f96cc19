package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Gates;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.traffic.Listeners;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;

/** The pause hooks of a deployment as gates: told, waited at, and answered. */
final class PauseGates {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final StagesState state;
    private final Gates gates;
    private Listeners listeners;
    /** As the deployment was seen last. */
    private DescribedDeployment seen;

    PauseGates(DeploymentContext deployment, StagesState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
        this.gates = new Gates(deployment, this::goOn, this::fate);
    }

    /** The deployment waits at these. */
    Verdict at(List<PauseHook> waiting, DescribedDeployment now) {
        seen = now;
        Gate gate = gate(one(waiting));
        if (record.gate().answer().isEmpty()) {
            tell(gate);
        }
        return gates.at(gate);
    }

    /** It waits at none. */
    void none(DescribedDeployment now) {
        seen = now;
        gates.none();
    }

    /** Several hooks of a stage wait at the same time, and each wants an answer: one after the other. */
    private PauseHook one(List<PauseHook> waiting) {
        String open = record.gate().open().map(Gate::id).orElse(null);
        return waiting.stream()
                .filter(hook -> hook.id().equals(open))
                .findFirst()
                .orElse(waiting.get(0));
    }

    private Gate gate(PauseHook hook) {
        Double weight = Traffic.of(seen.known()).production();
        return new Gate(
                hook.id(),
                stage(String.valueOf(seen.known().lifecycleStageAsString()), seen.raw()),
                deployment.now(),
                hook.expires(),
                hook.expiry(),
                weight == null ? null : (int) Math.round(weight),
                testAddress().orElse(null));
    }

    /** A hook does not tell its stage. One stage has hooks, but may not be reported as a stage of its own. */
    static String stage(String stage, JsonNode deployment) {
        List<String> paused = PauseHook.stages(deployment.path("deploymentConfiguration"));
        return paused.contains(stage) || !paused.contains(Stages.PRE_PRODUCTION_TRAFFIC_SHIFT)
                ? stage
                : Stages.PRE_PRODUCTION_TRAFFIC_SHIFT;
    }

    private Optional<String> testAddress() {
        if (state.testRule == null) {
            return Optional.empty();
        }
        if (listeners == null) {
            listeners = new Listeners(() -> deployment.ecs().loadBalancers(), List.of(state.testRule));
        }
        return listeners.address(state.testRule);
    }

    private void tell(Gate gate) {
        long minutes = gate.expires()
                .map(time -> Duration.between(deployment.now(), time))
                .map(left -> left.isNegative() ? 0 : left.toMinutes())
                .orElse(0L);
        // First at once, then each time another half of it is gone.
        if (state.isNews("gate " + gate.id() + " " + Long.highestOneBit(minutes))) {
            deployment.log("  The deployment waits at the gate " + gate.name()
                    + gate.expires().map(time -> until(time, minutes, gate)).orElse("")
                    + ". "
                    + whereToTry(gate)
                    + ". To let it go on: ecsGate, the console of ECS, or aws ecs continue-service-deployment"
                    + " --service-deployment-arn " + record.deploymentArn() + " --hook-id " + gate.id());
        }
    }

    private static String until(Instant time, long minutes, Gate gate) {
        return " for an answer, until " + time.truncatedTo(SECONDS) + " ("
                + Durations.inWords(Duration.ofMinutes(minutes)) + " left), when " + gate.expiry();
    }

    private String whereToTry(Gate gate) {
        if (state.testRule == null) {
            return "The service has no listener for test traffic";
        }
        return gate.testUrl()
                .map(url -> "Test traffic comes in at " + url)
                .orElse("Where test traffic comes in could not be read (elasticloadbalancing:DescribeListeners and"
                        + " DescribeLoadBalancers)");
    }

    /** @return false when it does not wait there any more */
    private boolean goOn(Gate gate) {
        try {
            deployment.ecs().serviceDeployments().goOn(record.deploymentArn(), gate.id());
            // What it waits for now is not told by the time that has passed.
            state.quietUntilMillis = deployment.now().toEpochMilli();
            return true;
        } catch (ServiceDeploymentNotFoundException e) {
            return false;
        } catch (InvalidParameterException e) {
            // What ECS refuses has one code, whatever the reason; whether it still waits is to be seen.
            for (DescribedDeployment now :
                    deployment.ecs().serviceDeployments().describe(List.of(record.deploymentArn()))) {
                seen = now;
                if (PauseHook.awaiting(now.raw()).stream()
                        .anyMatch(hook -> hook.id().equals(gate.id()))) {
                    throw e;
                }
            }
            return false;
        }
    }

    /** ECS tells what became of a hook, at least for a while, but not who has answered. */
    private Optional<String> fate(Gate gate) {
        String status = PauseHook.status(seen.raw(), gate.id()).orElse("");
        if (status.equals("SUCCEEDED")) {
            return Optional.of("somebody else has let it go on, " + Gates.ELSEWHERE);
        }
        if (status.equals("TIMED_OUT")) {
            return Optional.of("the time was over");
        }
        return StagedDeployment.isGoingForward(seen.known())
                ? Optional.empty()
                : Optional.of("it does not go on (" + seen.known().statusAsString() + ")");
    }
}
