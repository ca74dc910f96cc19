package io.jenkins.plugins.ecsdeploy.engine.deployment;

/**
 * What one look at a deployment says.
 *
 * @param reason why it failed or will fail, in words; empty otherwise
 */
public record Verdict(State state, String reason) {
    public Verdict {
        reason = withoutFullStop(reason);
    }

    public enum State {
        GOING_ON,
        SUCCEEDED,
        /** It goes on at AWS, and has come to where nobody wants to wait for more. */
        REACHED,
        /** It cannot succeed any more, but AWS has not finished with it: it is stopping or rolling back. */
        GOING_BACK,
        /** The same, but AWS has to be asked for it. */
        TO_GO_BACK,
        /** It has failed and the service was put back to the revision before. */
        ROLLED_BACK,
        /** It has failed or was stopped. */
        FAILED
    }

    /** AWS's sentences become parts of ours. */
    public static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    public static Verdict goingOn() {
        return new Verdict(State.GOING_ON, "");
    }

    public static Verdict reached() {
        return new Verdict(State.REACHED, "");
    }

    public static Verdict succeeded() {
        return new Verdict(State.SUCCEEDED, "");
    }

    public boolean isFailure() {
        return state != State.GOING_ON && state != State.SUCCEEDED && state != State.REACHED;
    }

    /** True while it has failed, but is not over. */
    public boolean isGoingBack() {
        return state == State.GOING_BACK || state == State.TO_GO_BACK;
    }
}
