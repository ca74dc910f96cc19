package io.jenkins.plugins.ecsdeploy.steps.plan;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.records.BuildHost;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import java.util.Optional;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Connects a plan with the build whose step makes it. Nothing is kept of it. */
final class PlanHost extends BuildHost {
    private final StepContext context;
    private final CallerArguments caller;
    private final String region;
    private final Consumer<String> log;
    private final Consumer<RuntimeException> failed;

    PlanHost(
            StepContext context,
            Run<?, ?> run,
            CallerArguments caller,
            DeploymentRecord record,
            Consumer<String> log,
            Consumer<RuntimeException> failed) {
        super(run, record);
        this.context = context;
        this.caller = caller;
        this.region = record.region();
        this.log = log;
        this.failed = failed;
    }

    @Override
    public EcsApi ecs() {
        try {
            return BuildAccess.of(run, caller, new StepSurroundings(context)).ecs(region);
        } catch (AbortException e) {
            throw new EngineException(e.getMessage());
        }
    }

    @Override
    public void log(String line) {
        log.accept(line);
    }

    @Override
    protected TaskListener listener() {
        return StepSurroundings.get(context, TaskListener.class);
    }

    @Override
    public void remember(DeploymentRecord changed) {
        // There is no deployment.
    }

    @Override
    public Optional<String> keep(String name, String document) {
        return Optional.empty();
    }

    @Override
    public void succeeded(DeploymentRecord ended) {
        throw new IllegalStateException("A plan is not carried out");
    }

    @Override
    public void failed(RuntimeException failure) {
        failed.accept(failure);
    }
}
