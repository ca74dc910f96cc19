package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import java.io.Serializable;

/** Whether a deployment is to be taken back, who wanted that, and what became of it. */
public final class RollbackState implements Serializable {
    private static final long serialVersionUID = 1L;

    private OnFailure policy;
    private OnAbort aborted;
    private boolean wanted;
    private boolean asked;
    private String failure;

    /** What the caller said of failures; {@code null}: nothing. */
    public OnFailure policy() {
        return policy;
    }

    public void policy(OnFailure onFailure) {
        policy = onFailure;
    }

    /** What was done with the deployment when the build was aborted; {@code null}: it was not aborted. */
    public OnAbort aborted() {
        return aborted;
    }

    void abort(OnAbort onAbort) {
        aborted = onAbort;
    }

    /** True when AWS has been, or may have been, asked to stop this deployment or to bring the service back. */
    public boolean isAsked() {
        return asked;
    }

    public void ask() {
        asked = true;
    }

    /** True when the step is for this rollback of an active deployment, which is a success then. */
    public boolean isWanted() {
        return wanted;
    }

    /** Somebody wants it, and AWS is to be asked for it. */
    public void want() {
        wanted = true;
        asked = true;
    }

    void forget() {
        wanted = false;
        asked = false;
    }

    /** Why the service could not be brought back, or {@code null}. */
    public String failure() {
        return failure;
    }

    public void fail(String reason) {
        failure = reason;
    }
}
