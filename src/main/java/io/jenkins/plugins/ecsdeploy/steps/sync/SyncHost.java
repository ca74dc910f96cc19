package io.jenkins.plugins.ecsdeploy.steps.sync;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.steps.StepHost;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Connects one of many deployments of a step with its build; its end is not that of the step. */
final class SyncHost extends StepHost {
    private final Consumer<Throwable> ended;

    /** @param ended hears of the end, with what it failed with, or null */
    SyncHost(
            StepContext context,
            Run<?, ?> run,
            CallerArguments caller,
            DeploymentRecord record,
            String prefix,
            Consumer<Throwable> ended) {
        super(context, run, caller, record, prefix, () -> {});
        this.ended = ended;
    }

    @Override
    protected void tell(DeploymentRecord record) {
        ended.accept(null);
    }

    @Override
    protected void tell(Throwable failure) {
        ended.accept(failure);
    }
}
