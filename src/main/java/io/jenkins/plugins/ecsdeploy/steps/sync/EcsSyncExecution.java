package io.jenkins.plugins.ecsdeploy.steps.sync;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.sync.FailOn;
import io.jenkins.plugins.ecsdeploy.engine.sync.Planning;
import io.jenkins.plugins.ecsdeploy.engine.sync.RevisionFiles;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncPlan;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncReport;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncRun;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.caller.Failures;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import io.jenkins.plugins.ecsdeploy.steps.files.WorkspaceTree;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs {@code ecsSync}: reads the files, has the engine look at all services, keeps the plan, and deploys. Holds no thread and
 * no executor while AWS works. After a restart it goes on with the plan that was kept, and each deployment from the record
 * that the build keeps of it; without a plan nothing was begun, so everything is looked at again.
 */
final class EcsSyncExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(EcsSyncExecution.class.getName());

    /** A build that was aborted ends within this time, whatever AWS does. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final EcsSyncStep step;
    /** Null until all services have been looked at. */
    private SyncPlan plan;

    private transient String prefix;
    private transient BuildAccess access;
    /** What an agent has been asked for. */
    private transient List<CompletableFuture<?>> agent;

    private transient Planning planning;
    private transient SyncDeployments deployments;
    private transient SyncRun run;
    private transient boolean stopped;
    private transient boolean ended;

    EcsSyncExecution(StepContext context, EcsSyncStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        later(() -> begin(false));
        return false;
    }

    @Override
    public void onResume() {
        later(() -> begin(true));
    }

    private static void later(Runnable task) {
        EcsRuntime.get().scheduler().schedule(task, Duration.ZERO);
    }

    private void begin(boolean resumed) {
        try {
            Run<?, ?> build = build();
            BuildAccess found = BuildAccess.of(build, step.caller(), new StepSurroundings(getContext()));
            SyncPlan kept;
            synchronized (this) {
                access = found;
                prefix = "[" + found.target().map(Target::getName).orElse("ecsSync") + "] ";
                kept = plan;
            }
            CompletableFuture<Map<String, byte[]>> files = kept == null
                    ? WorkspaceTree.read(getContext(), "ecsSync", step.getPath(), step.getPattern())
                    : CompletableFuture.completedFuture(Map.of());
            CompletableFuture<Void> ready = found.ready();
            synchronized (this) {
                agent = List.of(files, ready);
                if (stopped) {
                    leaveAgent();
                }
            }
            files.whenComplete((read, failure) -> ready.whenCompleteAsync(
                    (any, never) -> {
                        if (failure != null) {
                            fail(failure);
                        } else if (kept == null) {
                            look(read);
                        } else {
                            deploy(resumed);
                        }
                    },
                    EcsRuntime.get().threads()));
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void look(Map<String, byte[]> files) {
        try {
            Planning looks = new Planning(
                    RevisionFiles.read(step.isChanged() ? changed(files) : files, EcsSyncRequest.bound(step, access)),
                    access.ecs(access.region(step.getRegion())),
                    EcsRuntime.get().deployments(),
                    this::log,
                    this::planned,
                    this::fail);
            synchronized (this) {
                if (!stopped) {
                    planning = looks;
                    looks.start();
                }
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private Map<String, byte[]> changed(Map<String, byte[]> files) throws IOException, InterruptedException {
        ChangedFiles changes = ChangedFiles.of(build());
        Map<String, byte[]> touched = changes.of(files);
        log(
                changes.isEmpty()
                        ? "changed: this build has no changes, so no file counts as changed"
                        : "changed: " + touched.size() + " of " + files.size()
                                + " files were touched by the changes of this build");
        return touched;
    }

    private void planned(SyncPlan made) {
        try {
            made.lines().forEach(this::log);
            if (step.isDryRun()) {
                log("dryRun: nothing was changed");
                end(() -> getContext().onSuccess(SyncReport.ofPlan(made)));
                return;
            }
            synchronized (this) {
                plan = made;
            }
            // Nothing is begun before it is known after a crash what belongs together.
            getContext()
                    .saveState()
                    .addListener(() -> deploy(false), EcsRuntime.get().threads());
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void deploy(boolean resumed) {
        try {
            SyncDeployments all = new SyncDeployments(
                    getContext(),
                    build(),
                    stepId(),
                    step,
                    access.arguments(),
                    access.target(),
                    access.region(step.getRegion()),
                    resumed);
            synchronized (this) {
                if (!stopped) {
                    deployments = all;
                    run = new SyncRun(
                            plan,
                            step.getParallel(),
                            step.isFailFast(),
                            all,
                            EcsRuntime.get().scheduler(),
                            this::done);
                    run.start();
                }
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void done(SyncReport report) {
        report.lines().forEach(this::log);
        Optional<String> failure = report.failure();
        if (EcsSyncRequest.failOn(step) == FailOn.NEVER) {
            failure.ifPresent(this::log);
            failure = Optional.empty();
        }
        Optional<String> told = failure;
        end(() -> told.ifPresentOrElse(
                why -> getContext().onFailure(new AbortException(why)),
                () -> getContext().onSuccess(report.services())));
    }

    /**
     * Ends the wait. This may be the thread that runs all of the build's steps, so AWS is asked by another; the step ends with
     * AWS's answers, when they take too long, or when it is stopped once more.
     */
    @Override
    public void stop(Throwable cause) {
        SyncDeployments toAbort;
        boolean begun;
        synchronized (this) {
            toAbort = stopped ? null : deployments;
            begun = !stopped && plan != null;
            stopped = true;
            leaveAgent();
            if (planning != null) {
                planning.cancel();
            }
            if (run != null) {
                run.cancel();
            }
        }
        if (toAbort != null) {
            later(() -> toAbort.abort(() -> end(() -> getContext().onFailure(cause))));
            Timer.get().schedule(() -> endWithoutAnAnswer(cause), ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        if (begun) {
            later(() -> leave(DeploymentRecord::leaveByAbort));
        }
        end(() -> getContext().onFailure(cause));
    }

    private void endWithoutAnAnswer(Throwable cause) {
        end(() -> {
            log("AWS did not answer within " + ANSWERS_WITHIN.toSeconds() + " seconds. Look at the services");
            getContext().onFailure(cause);
        });
    }

    /** What was begun before a restart and cannot be gone on with is not forgotten. */
    private void leave(Consumer<DeploymentRecord> word) {
        try {
            SyncDeployments.leave(build(), stepId(), plan, word);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, e, () -> "What ecsSync has begun is not followed");
        }
    }

    /** Fails before anything was begun, or before it could be gone on with. */
    private void fail(Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (EcsRuntime.get().isStopping()) {
            return;
        }
        Throwable shown = Failures.shown(failure);
        end(() -> {
            if (plan != null) {
                leave(record -> record.giveUp(shown.getMessage()));
            }
            getContext().onFailure(shown);
        });
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

    @Override
    public synchronized String getStatus() {
        return run == null ? "looking at the services that " + step.getPattern() + " names" : run.inWords();
    }

    private synchronized void leaveAgent() {
        if (agent != null) {
            agent.forEach(answer -> answer.cancel(true));
        }
    }

    private Run<?, ?> build() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }

    private String stepId() throws IOException, InterruptedException {
        return getContext().get(FlowNode.class).getId();
    }

    private void log(String line) {
        try {
            getContext().get(TaskListener.class).getLogger().println(prefix + line);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, e, () -> "Not in the build's log: " + line);
        }
    }
}
