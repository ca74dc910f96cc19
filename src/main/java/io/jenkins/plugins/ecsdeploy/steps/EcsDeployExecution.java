package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceTurns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.caller.Failures;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepPrefix;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs a step that changes a service. While ECS works, or another build has its turn, it holds no thread, no executor
 * and no agent; after a restart it goes on from the record that the build keeps.
 */
public class EcsDeployExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(EcsDeployExecution.class.getName());

    /** A build that was aborted ends within this time, whatever AWS does. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final ServiceStep step;
    private transient DeploymentDriver driver;
    private transient DeploymentRecord record;
    /** Not asked of the context when the step has ended, perhaps long before AWS has answered. */
    private transient Run<?, ?> build;

    private transient OnAbort onAbort;
    private transient String prefix;
    private transient ServiceTurns.Turn turn;
    /** What an agent has been asked for. */
    private transient List<CompletableFuture<?>> agent;

    private transient boolean stopped;
    private transient boolean ended;

    protected EcsDeployExecution(StepContext context, ServiceStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        EcsRuntime.get().scheduler().schedule(() -> drive(false), Duration.ZERO);
        return false;
    }

    @Override
    public void onResume() {
        EcsRuntime.get().scheduler().schedule(() -> drive(true), Duration.ZERO);
    }

    /**
     * Ends the wait. This may be the thread that runs all of the build's steps, so ECS is asked by another; the step
     * ends with ECS's answer, when that takes too long, or when it is stopped once more.
     */
    @Override
    public void stop(Throwable cause) throws Exception {
        synchronized (this) {
            boolean again = stopped;
            stopped = true;
            leaveAgent();
            if (!again && driver != null) {
                driver.abort(onAbort, () -> {
                    settle();
                    endOnce(cause);
                });
                Timer.get().schedule(() -> endWithoutAnAnswer(cause), ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
            if (!again && record != null) {
                EcsRuntime.get().scheduler().schedule(this::leave, Duration.ZERO);
            }
        }
        endOnce(cause);
    }

    /** It is stopped before anything was begun, or after a restart before it could go on. */
    private void leave() {
        record().leaveByAbort();
        settle();
    }

    /** Keeps how it ended, and lets what goes on at ECS be followed. */
    private void settle() {
        Run<?, ?> of;
        synchronized (this) {
            of = build;
        }
        DeploymentsAction.stepEnded(of, record());
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    protected final synchronized DeploymentRecord record() {
        return record;
    }

    private void endWithoutAnAnswer(Throwable cause) {
        synchronized (this) {
            if (!ended) {
                log("ECS did not answer within " + ANSWERS_WITHIN.toSeconds() + " seconds. Look at the service: "
                        + record.url());
            }
        }
        endOnce(cause);
    }

    private void endOnce(Throwable cause) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        endTurn();
        getContext().onFailure(cause);
    }

    @Override
    public synchronized String getStatus() {
        if (record == null) {
            return "beginning to deploy " + step.getService();
        }
        List<String> ahead = turn == null ? List.of() : turn.waitsFor();
        return ahead.isEmpty() ? Outcome.inWords(record) : "waiting for " + BuildsAhead.inShort(ahead);
    }

    private void drive(boolean resumed) {
        try {
            Run<?, ?> run = getContext().get(Run.class);
            BuildAccess access = BuildAccess.of(run, step.caller(), new StepSurroundings(getContext()));
            String region = access.region(step.getRegion());
            String cluster = access.cluster(step.getCluster());
            DeploymentRecord kept = DeploymentsAction.record(
                    run,
                    getContext().get(FlowNode.class).getId(),
                    access.arguments(),
                    () -> new DeploymentRecord(step.getService(), cluster, region, System.currentTimeMillis())
                            .afterwards(step.isLogs(), step.getKeepRevisions()));
            synchronized (this) {
                build = run;
                record = kept;
            }
            if (resumed && !kept.mayHaveBegun()) {
                EcsRuntime.get().scheduler().schedule(() -> drive(false), DeploymentTurn.BEGUN_FIRST);
                return;
            }
            CompletableFuture<StepFiles> files =
                    kept.phase().compareTo(Phase.REGISTERED) < 0 ? step.files(getContext()) : StepFiles.none();
            CompletableFuture<Void> ready = access.ready();
            synchronized (this) {
                agent = List.of(files, ready);
                if (stopped) {
                    leaveAgent();
                }
            }
            files.whenComplete((read, failure) -> ready.whenCompleteAsync(
                    (any, never) -> drive(run, access, kept, read, failure),
                    EcsRuntime.get().threads()));
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void drive(
            Run<?, ?> run, BuildAccess access, DeploymentRecord kept, StepFiles files, Throwable unreadable) {
        try {
            if (unreadable != null) {
                throw unreadable;
            }
            DeployRequest request = step.request(kept, getContext(), files, access.target());
            OnAbort whenStopped = step.onAbort(access.target());
            synchronized (this) {
                onAbort = whenStopped;
                prefix = StepPrefix.of(Optional.of(step.getService()), step.getCluster(), access.target());
                if (!stopped) {
                    driver = new DeploymentDriver(
                            request,
                            kept,
                            host(run, kept, prefix),
                            EcsRuntime.get().deployments());
                    driving();
                    takeTurn(run);
                    return;
                }
            }
            leave();
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** What the deployment needs of this step. */
    protected StepHost host(Run<?, ?> run, DeploymentRecord kept, String linePrefix) {
        return new StepHost(getContext(), run, step.caller(), kept, linePrefix, this::ended);
    }

    /** Called when there is a driver, and before it does anything. */
    protected void driving() {}

    protected final ServiceStep step() {
        return step;
    }

    /** Decides at the gate where the deployment waits, if it is followed by now. */
    protected final synchronized void answer(GateAnswer answer, String reason) {
        if (driver != null) {
            driver.answer(answer, reason);
        }
    }

    private void leaveAgent() {
        if (agent != null) {
            agent.forEach(answer -> answer.cancel(true));
        }
    }

    /** Fails before anything was begun. */
    private void fail(Throwable failure) {
        if (isStopped()) {
            if (record() != null) {
                leave();
            }
            return;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable shown = Failures.shown(failure);
        DeploymentRecord begun = record();
        if (begun != null && !EcsRuntime.get().isStopping()) {
            begun.giveUp(shown.getMessage());
            settle();
        }
        EcsRuntime.get().fail(getContext(), shown);
    }

    protected final void ended() {
        settle();
        endTurn();
    }

    private void takeTurn(Run<?, ?> run) {
        turn = DeploymentTurn.take(run, record, driver::start, this::log);
    }

    private void endTurn() {
        ServiceTurns.Turn had;
        synchronized (this) {
            had = turn;
        }
        if (had != null) {
            had.end();
        }
    }

    protected final void log(String line) {
        try {
            getContext().get(TaskListener.class).getLogger().println(prefix + line);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, e, () -> "Not in the build's log: " + line);
        }
    }
}
