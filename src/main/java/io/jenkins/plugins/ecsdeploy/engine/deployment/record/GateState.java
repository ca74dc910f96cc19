package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import java.io.Serializable;
import java.util.Optional;

/** At which gate a deployment stands, and what it was answered; a part of the record. */
public final class GateState implements Serializable {
    private static final long serialVersionUID = 1L;

    private Gate open;
    private int number;
    private GateAnswer answer;
    private String reason;
    private boolean accepted;

    /** The gate that it waits at, or that its answer is on the way to. */
    public Optional<Gate> open() {
        return Optional.ofNullable(open);
    }

    /** The number of that gate in the deployment, as far as it was followed; from 1. */
    public int number() {
        return number;
    }

    /** The answer that is to be given, or was; empty: nobody has decided yet. */
    public Optional<GateAnswer> answer() {
        return Optional.ofNullable(answer);
    }

    /** True while the deployment waits at a gate, as far as is known, and nobody has decided there yet. */
    public boolean isUndecided() {
        return open != null && answer == null;
    }

    /** True when AWS has taken the answer. */
    public boolean isAccepted() {
        return accepted;
    }

    /** @return true if it is another one than before */
    public boolean reach(Gate gate) {
        if (open != null && open.id().equals(gate.id())) {
            return false;
        }
        open = gate;
        number++;
        forget();
        return true;
    }

    /**
     * To be written down before AWS is told.
     *
     * @param why the service is to be brought back, in words
     */
    public void answer(GateAnswer decided, String why) {
        answer = decided;
        reason = why;
    }

    /** Why the service is to be brought back. */
    public String reason() {
        return reason;
    }

    public void accepted() {
        accepted = true;
    }

    /** It waits no more. */
    public void leave() {
        open = null;
        forget();
    }

    private void forget() {
        answer = null;
        reason = null;
        accepted = false;
    }
}
