package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.AnsweredGates.Answered;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateState;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is to be done at gates, whoever's they are: who decides hears of each, and AWS hears what was decided. A look says
 * whether a gate is open; so a lost answer is given again only where it was not taken, and one that was given elsewhere is
 * seen. AWS does not tell who gave it; if that was somebody in this program, it is known here.
 */
public final class Gates {
    /** Where else somebody can have answered; a part of a sentence. */
    public static final String ELSEWHERE = "in the console, by the CLI or by another build";

    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final Predicate<Gate> goOn;
    private final Function<Gate, Optional<String>> fate;
    /** The gate at which AWS was, or may have been, told to go on. */
    private Gate told;

    /** @param goOn tells AWS to go on at a gate; false if it waits there no more */
    public Gates(DeploymentContext deployment, Predicate<Gate> goOn) {
        this(deployment, goOn, gate -> Optional.empty());
    }

    /** @param fate why AWS does not wait at a gate any more, in words, as far as it tells */
    public Gates(DeploymentContext deployment, Predicate<Gate> goOn, Function<Gate, Optional<String>> fate) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.goOn = goOn;
        this.fate = fate;
        // Before a restart the answer may have been given.
        this.told = record.gate().answer().isPresent() ? record.gate().open().orElse(null) : null;
    }

    /** Says who of this program has answered at gates of the deployment before it was followed here. */
    public static void tellAnswered(DeploymentContext deployment) {
        deployment
                .answers()
                .of(deployment.record().deploymentInWords())
                .forEach(answered -> deployment.log(
                        "  At the gate " + answered.gate().name() + ": " + inWords(deployment, answered)));
    }

    /** AWS was asked to bring the service back, perhaps because somebody has decided so at a gate. */
    static void askedToGoBack(DeploymentContext deployment) {
        GateState state = deployment.record().gate();
        state.open()
                .filter(gate ->
                        state.answer().filter(GateAnswer.ROLL_BACK::equals).isPresent())
                .ifPresent(gate -> note(deployment, gate, GateAnswer.ROLL_BACK));
    }

    private static void note(DeploymentContext deployment, Gate gate, GateAnswer answer) {
        String who = deployment.host().who();
        if (!who.isEmpty()) {
            deployment.answers().add(new Answered(deployment.record().deploymentInWords(), gate, answer, who));
        }
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
        boolean again = isTold(gate);
        told = gate;
        if (goOn.test(gate)) {
            state.accepted();
            note(deployment, gate, GateAnswer.CONTINUE);
            deployment.log("  " + record.carriedOutBy() + " answered that it does");
        } else {
            told = again ? gate : null;
            deployment.log("  It does not wait there any more: " + why(gate));
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
        GateState state = record.gate();
        if (state.isAccepted() || record.failure() != null) {
            return;
        }
        deployment.log("  Deployment " + record.deploymentInWords() + " does not wait at the gate " + gate.name()
                + " any more: " + why(gate)
                + (state.answer().filter(GateAnswer.ROLL_BACK::equals).isPresent()
                        ? ". It was too late to bring the service back, although " + state.reason()
                        : ""));
    }

    private String why(Gate gate) {
        Optional<Answered> known = deployment.answers().at(record.deploymentInWords(), gate);
        if (known.isPresent()) {
            return inWords(deployment, known.get());
        }
        if (isTold(gate)) {
            return "this answer has arrived, or another one, given " + ELSEWHERE;
        }
        return fate.apply(gate).orElse("it was answered " + ELSEWHERE + ", or the time was over");
    }

    private boolean isTold(Gate gate) {
        return told != null && told.id().equals(gate.id());
    }

    private static String inWords(DeploymentContext deployment, Answered answered) {
        return deployment.host().inWords(answered.who())
                + (answered.answer() == GateAnswer.CONTINUE ? " has let it go on" : " has had it rolled back");
    }
}
