package io.jenkins.plugins.ecsdeploy.steps.tasks;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskHost;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskRecord;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskResult;
import io.jenkins.plugins.ecsdeploy.records.BuildFile;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.caller.Failures;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Connects a run of tasks with the build whose step it is: its log, its {@code build.xml}, its credentials, its end. */
final class TaskStepHost implements TaskHost {
    private static final Logger LOGGER = Logger.getLogger(TaskStepHost.class.getName());

    private final StepContext context;
    private final Run<?, ?> run;
    private final EcsRunTaskStep step;
    private final TaskRecord record;
    private final String prefix;
    private final BooleanSupplier end;
    /** Not looked up anew: a thread that is interrupted while Jenkins stops may find none, or the next one. */
    private final EcsRuntime runtime = EcsRuntime.get();

    /**
     * @param prefix begins each line of the log
     * @param end called before the build goes on; false if it has gone on already
     */
    TaskStepHost(
            StepContext context,
            Run<?, ?> run,
            EcsRunTaskStep step,
            TaskRecord record,
            String prefix,
            BooleanSupplier end) {
        this.context = context;
        this.run = run;
        this.step = step;
        this.record = record;
        this.prefix = prefix;
        this.end = end;
    }

    @Override
    public EcsApi ecs() {
        try {
            return BuildAccess.of(run, step.caller(), new StepSurroundings(context))
                    .ecs(record.region());
        } catch (AbortException e) {
            throw new EngineException(e.getMessage());
        }
    }

    @Override
    public void log(String line) {
        try {
            StepSurroundings.get(context, TaskListener.class).getLogger().println(prefix + line);
        } catch (UncheckedIOException e) {
            // Of a line that cannot be written no task fails.
            LOGGER.log(Level.WARNING, e, () -> "Not in the log of " + run + ": " + prefix + line);
        }
    }

    @Override
    public long shown(String linePrefix) {
        return ShownLines.count(StepSurroundings.get(context, FlowNode.class), prefix + linePrefix);
    }

    @Override
    public void remember(TaskRecord changed) {
        BuildFile.save(run);
    }

    /** Keeps what the build of a step knows of it, as far as that is possible. */
    static void save(StepContext context) {
        try {
            BuildFile.save(StepSurroundings.get(context, Run.class));
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The end of a run of tasks is not in the build's file", e);
        }
    }

    @Override
    public void succeeded(TaskRecord ended) {
        if (end.getAsBoolean()) {
            context.onSuccess(TaskResult.asMap(ended));
        }
    }

    @Override
    public void failed(RuntimeException failure) {
        if (end.getAsBoolean()) {
            context.onFailure(Failures.shown(failure));
        }
    }

    @Override
    public boolean isStopping() {
        return runtime.isStopping();
    }
}
