package io.jenkins.plugins.ecsdeploy.steps;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.records.BuildHost;
import io.jenkins.plugins.ecsdeploy.steps.caller.Failures;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Connects a deployment with the build whose step it is: its log, its {@code build.xml}, its credentials, its end. */
public class StepHost extends BuildHost {
    private static final Logger LOGGER = Logger.getLogger(StepHost.class.getName());

    private final StepContext context;
    private final CallerArguments caller;
    private final DeploymentRecord record;
    private final String prefix;
    private final Runnable atEnd;

    /**
     * @param caller as whom AWS is called
     * @param prefix begins each line of the log
     * @param atEnd called before the build goes on
     */
    protected StepHost(
            StepContext context,
            Run<?, ?> run,
            CallerArguments caller,
            DeploymentRecord record,
            String prefix,
            Runnable atEnd) {
        super(run, record);
        this.context = context;
        this.caller = caller;
        this.record = record;
        this.prefix = prefix;
        this.atEnd = atEnd;
    }

    @Override
    public EcsApi ecs() {
        try {
            return BuildAccess.of(run, caller, new StepSurroundings(context)).ecs(record.region());
        } catch (AbortException e) {
            throw new EngineException(e.getMessage());
        }
    }

    @Override
    public void log(String line) {
        try {
            listener().getLogger().println(prefix + line);
        } catch (UncheckedIOException e) {
            // Of a line that cannot be written no deployment fails.
            LOGGER.log(Level.WARNING, e, () -> "Not in the log of " + run + ": " + prefix + line);
        }
    }

    @Override
    protected TaskListener listener() {
        return StepSurroundings.get(context, TaskListener.class);
    }

    @Override
    public void succeeded(DeploymentRecord ended) {
        super.succeeded(ended);
        atEnd.run();
        tell(ended);
    }

    /** What the good end means for the step. */
    protected void tell(DeploymentRecord ended) {
        context.onSuccess(Outcome.asMap(ended));
    }

    /** What the step fails with. */
    protected Throwable shown(RuntimeException failure) {
        return Failures.shown(failure);
    }

    @Override
    public void failed(RuntimeException failure) {
        atEnd.run();
        tell(shown(failure));
    }

    /** What the bad end means for the step. */
    protected void tell(Throwable failure) {
        context.onFailure(failure);
    }
}
