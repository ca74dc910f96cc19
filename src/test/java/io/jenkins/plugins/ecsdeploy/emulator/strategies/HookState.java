package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Instant;

/** A lifecycle hook at work. Source: API page DeploymentLifecycleHookDetail. */
final class HookState {
    final String id;
    final Stage stage;
    private final String type;
    private final String targetArn;
    private final Instant expiresAt;
    private final String timeoutAction;
    private String status;
    /** What is to happen when it is over. */
    private final Runnable then;

    HookState(
            String id,
            Stage stage,
            String type,
            String targetArn,
            Instant expiresAt,
            String timeoutAction,
            Runnable then) {
        this.id = id;
        this.stage = stage;
        this.type = type;
        this.targetArn = targetArn;
        this.expiresAt = expiresAt;
        this.timeoutAction = timeoutAction;
        this.then = then;
        this.status = pause() ? "AWAITING_ACTION" : "IN_PROGRESS";
    }

    boolean pause() {
        return type.equals("PAUSE");
    }

    /** Whether somebody is to answer it. */
    boolean awaited() {
        return status.equals("AWAITING_ACTION");
    }

    boolean open() {
        return awaited() || status.equals("IN_PROGRESS");
    }

    /** Whether the deployment goes on if nobody answers in time. */
    boolean continuesLate() {
        return timeoutAction.equals("CONTINUE");
    }

    /** Ends it with that status: SUCCEEDED, FAILED or TIMED_OUT. */
    void end(String how) {
        status = how;
    }

    /** Lets the stage go on, as far as it depends on this one. */
    void over() {
        then.run();
    }

    ObjectNode view() {
        ObjectNode node = Json.object().put("hookId", id).put("targetType", type);
        if (targetArn != null) {
            node.put("targetArn", targetArn);
        }
        node.put("status", status);
        Json.putTime(node, "expiresAt", expiresAt);
        return node.put("timeoutAction", timeoutAction);
    }
}
