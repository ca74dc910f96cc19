package io.jenkins.plugins.ecsdeploy.steps.plan;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentPlanning;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.caller.Failures;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepPrefix;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Plans what a step would deploy, shows that, and answers with it. Waits for no turn, and leaves nothing with the build. It
 * changes nothing at AWS, so after a restart it is simply done again.
 */
public final class PlanExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(PlanExecution.class.getName());

    private final PlannedStep step;
    private transient String prefix;
    /** What an agent has been asked for. */
    private transient List<CompletableFuture<?>> agent;

    private transient DeploymentPlanning planning;
    private transient boolean ended;

    public PlanExecution(StepContext context, PlannedStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        EcsRuntime.get().scheduler().schedule(this::begin, Duration.ZERO);
        return false;
    }

    @Override
    public void onResume() {
        start();
    }

    @Override
    public void stop(Throwable cause) {
        synchronized (this) {
            leaveAgent();
            if (planning != null) {
                planning.cancel();
            }
        }
        end(() -> getContext().onFailure(cause));
    }

    @Override
    public String getStatus() {
        return "planning a deployment to service " + step.getService();
    }

    private void begin() {
        try {
            Run<?, ?> run = getContext().get(Run.class);
            BuildAccess access = BuildAccess.of(run, step.caller(), new StepSurroundings(getContext()));
            CompletableFuture<StepFiles> files = step.files(getContext());
            CompletableFuture<Void> ready = access.ready();
            synchronized (this) {
                prefix = StepPrefix.of(Optional.of(step.getService()), step.getCluster(), access.target());
                agent = List.of(files, ready);
                if (ended) {
                    leaveAgent();
                }
            }
            files.whenComplete((read, failure) -> ready.whenCompleteAsync(
                    (any, never) -> plan(run, access, read, failure),
                    EcsRuntime.get().threads()));
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void plan(Run<?, ?> run, BuildAccess access, StepFiles files, Throwable unreadable) {
        try {
            if (unreadable != null) {
                throw unreadable;
            }
            DeploymentRecord record = new DeploymentRecord(
                    step.getService(),
                    access.cluster(step.getCluster()),
                    access.region(step.getRegion()),
                    System.currentTimeMillis());
            DeploymentPlanning made = new DeploymentPlanning(
                    step.request(record, getContext(), files, access.target()),
                    record,
                    new PlanHost(getContext(), run, step.caller(), record, this::log, this::fail),
                    EcsRuntime.get().deployments(),
                    this::planned);
            synchronized (this) {
                if (!ended) {
                    planning = made;
                    made.start();
                }
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void planned(DeploymentPlan plan) {
        end(() -> {
            plan.lines().forEach(this::log);
            log("dryRun: nothing was changed");
            getContext().onSuccess(plan.asMap());
        });
    }

    private void fail(Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (!EcsRuntime.get().isStopping()) {
            end(() -> getContext().onFailure(Failures.shown(failure)));
        }
    }

    private void end(Runnable how) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        how.run();
    }

    private synchronized void leaveAgent() {
        if (agent != null) {
            agent.forEach(answer -> answer.cancel(true));
        }
    }

    private void log(String line) {
        try {
            StepSurroundings.get(getContext(), TaskListener.class).getLogger().println(prefix + line);
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Not in the build's log: " + line);
        }
    }
}
