package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateState;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is to be done at gates, whoever's they are: who decides hears of each, and AWS hears what was decided. A look says
 * whether a gate is open; so a lost answer is given again only where it was not taken, and one that was given elsewhere is
 * seen.
 */
public final class Gates {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final Predicate<Gate> goOn;

    /** @param goOn tells AWS to go on at a gate; false if it waits there no more */
    public Gates(DeploymentContext deployment, Predicate<Gate> goOn) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.goOn = goOn;
    }

    /** A look has shown that the deployment waits at that gate. */
    public Verdict at(Gate gate) {
        GateState state = record.gate();
        state.open().filter(before -> !before.id().equals(gate.id())).ifPresent(this::passed);
        if (state.reach(gate)) {
            deployment.remember();
        }
        if (deployment.request().blueGreen().waitUntil() == WaitUntil.GATE) {
            return Verdict.reached();
        }
        Optional<GateAnswer> answer = state.answer();
        if (answer.isEmpty()) {
            deployment.host().gate(state.open());
        } else if (answer.get() == GateAnswer.ROLL_BACK) {
            return new Verdict(State.TO_GO_BACK, state.reason());
        } else if (!state.isAccepted()) {
            tellAws(state);
        }
        return Verdict.goingOn();
    }

    private void tellAws(GateState state) {
        Gate gate = state.open().orElseThrow();
        deployment.log("Letting deployment " + record.deploymentInWords() + " go on at the gate " + gate.name());
        if (goOn.test(gate)) {
            state.accepted();
            deployment.log("  " + record.carriedOutBy() + " answered that it does");
        } else {
            deployment.log("  It does not wait there any more: somebody else has answered, or the time was over");
            state.leave();
        }
        deployment.remember();
    }

    /** A look has shown that the deployment waits at no gate. */
    public void none() {
        GateState state = record.gate();
        if (state.open().isPresent()) {
            passed(state.open().get());
            state.leave();
            deployment.remember();
        }
        deployment.host().gate(Optional.empty());
    }

    private void passed(Gate gate) {
        if (record.gate().answer().isEmpty()) {
            deployment.log("  Deployment " + record.deploymentInWords() + " does not wait at the gate " + gate.name()
                    + " any more: it was answered elsewhere, or the time was over");
        }
    }
}
