package io.jenkins.plugins.ecsdeploy.steps.gate;

import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Tells {@code ecsGate} how its block has ended. */
final class GateBlock extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;

    private final EcsGateExecution execution;

    GateBlock(EcsGateExecution execution) {
        this.execution = execution;
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
        execution.blockEnded(null);
    }

    @Override
    public void onFailure(StepContext context, Throwable failure) {
        execution.blockEnded(failure);
    }
}
