package io.jenkins.plugins.ecsdeploy.steps;

import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Tells {@code ecsGate} how its block has ended. */
final class GateBlock extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;

    private final EcsGateExecution execution;
    private final String gateId;

    GateBlock(EcsGateExecution execution, String gateId) {
        this.execution = execution;
        this.gateId = gateId;
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
        execution.blockEnded(gateId, null);
    }

    @Override
    public void onFailure(StepContext context, Throwable failure) {
        execution.blockEnded(gateId, failure);
    }
}
