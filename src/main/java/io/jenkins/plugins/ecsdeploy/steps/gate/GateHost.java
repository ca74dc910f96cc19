package io.jenkins.plugins.ecsdeploy.steps.gate;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.steps.StepHost;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Connects a deployment with the {@code ecsGate} whose block decides at its gates. */
final class GateHost extends StepHost {
    private final Consumer<Optional<Gate>> gates;
    private final UnaryOperator<Throwable> shown;

    /**
     * @param gates hears which gate waits for the block
     * @param shown what the step is to fail with, for a failure of the deployment
     */
    GateHost(
            StepContext context,
            Run<?, ?> run,
            CallerArguments caller,
            DeploymentRecord record,
            String prefix,
            Runnable atEnd,
            Consumer<Optional<Gate>> gates,
            UnaryOperator<Throwable> shown) {
        super(context, run, caller, record, prefix, atEnd);
        this.gates = gates;
        this.shown = shown;
    }

    @Override
    public void gate(Optional<Gate> waiting) {
        gates.accept(waiting);
    }

    @Override
    protected Throwable shown(RuntimeException failure) {
        return shown.apply(super.shown(failure));
    }
}
