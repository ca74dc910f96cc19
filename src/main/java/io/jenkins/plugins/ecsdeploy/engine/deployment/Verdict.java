package io.jenkins.plugins.ecsdeploy.engine.deployment;

/**
 * What one look at a deployment says.
 *
 * @param reason why it failed or will fail, in words; empty otherwise
 */
record Verdict(State state, String reason) {
    Verdict {
        reason = withoutFullStop(reason);
    }

    enum State {
        GOING_ON,
        SUCCEEDED,
        /** It cannot succeed any more, but ECS has not finished with it: it is stopping or rolling back. */
        FAILING,
        /** It has failed and ECS put the service back to the revision before. */
        ROLLED_BACK,
        /** It has failed or was stopped. */
        FAILED
    }

    /** ECS's sentences become parts of ours. */
    static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    static Verdict goingOn() {
        return new Verdict(State.GOING_ON, "");
    }

    static Verdict succeeded() {
        return new Verdict(State.SUCCEEDED, "");
    }

    boolean isFailure() {
        return state == State.FAILING || state == State.ROLLED_BACK || state == State.FAILED;
    }
}
