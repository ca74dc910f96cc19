package io.jenkins.plugins.ecsdeploy.steps.tasks;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskDriver;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskPhase;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskRecord;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskResult;
import io.jenkins.plugins.ecsdeploy.records.TasksAction;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.caller.Failures;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepPrefix;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs {@code ecsRunTask}. While the task runs, it holds no thread, no executor and no agent; after a restart it goes on from
 * the record that the build keeps. A step that is stopped has ECS stop the task.
 */
public class EcsRunTaskExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    /** A step that is stopped ends within this time, whatever AWS does: a task may take minutes to stop. */
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(5);

    private final EcsRunTaskStep step;
    private transient TaskDriver driver;
    private transient TaskRecord record;
    /** What an agent has been asked for. */
    private transient List<CompletableFuture<?>> agent;

    private transient boolean resumed;
    private transient Throwable stopCause;
    private transient boolean ended;

    protected EcsRunTaskExecution(StepContext context, EcsRunTaskStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        EcsRuntime.get().scheduler().schedule(this::drive, Duration.ZERO);
        return false;
    }

    @Override
    public void onResume() {
        synchronized (this) {
            resumed = true;
        }
        EcsRuntime.get().scheduler().schedule(this::drive, Duration.ZERO);
    }

    /**
     * Has ECS stop the task. This may be the thread that runs all of the build's steps, so ECS is asked by another; the step
     * ends when the task has stopped and its log is shown, when that takes too long, or when it is stopped once more.
     */
    @Override
    public void stop(Throwable cause) {
        synchronized (this) {
            boolean again = stopCause != null;
            stopCause = cause;
            leaveAgent();
            // After a restart there may be a task before there is a driver.
            if (!again && (driver != null || resumed)) {
                if (driver != null) {
                    driver.abort(() -> endOnce(cause));
                }
                Timer.get().schedule(() -> endOnce(cause), STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
        }
        endOnce(cause);
    }

    @Override
    public synchronized String getStatus() {
        return record == null ? "beginning to run a task" : TaskResult.inWords(record);
    }

    private void drive() {
        try {
            Run<?, ?> run = getContext().get(Run.class);
            BuildAccess access = BuildAccess.of(run, step.caller(), new StepSurroundings(getContext()));
            String region = access.region(step.getRegion());
            String cluster = access.cluster(step.getCluster());
            TaskRecord kept = TasksAction.record(
                    run,
                    getContext().get(FlowNode.class).getId(),
                    () -> new TaskRecord(
                            cluster,
                            region,
                            step.getService(),
                            run.getExternalizableId(),
                            EcsRunTaskRequest.count(step),
                            System.currentTimeMillis()));
            CompletableFuture<StepFiles> files = kept.taskDefinitionArn() == null ? files() : StepFiles.none();
            CompletableFuture<Void> ready = access.ready();
            synchronized (this) {
                record = kept;
                agent = List.of(files, ready);
                if (stopCause != null) {
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

    private CompletableFuture<StepFiles> files() throws Exception {
        String path = step.getTaskDefinition();
        return StepFiles.read(
                getContext(),
                "ecsRunTask",
                TaskDefinitionArgument.isFile(path) ? Map.of(TaskDefinitionArgument.NAME, path) : Map.of());
    }

    private void drive(Run<?, ?> run, BuildAccess access, TaskRecord kept, StepFiles files, Throwable unreadable) {
        try {
            if (unreadable != null) {
                throw unreadable;
            }
            String prefix = StepPrefix.of(Optional.ofNullable(step.getService()), step.getCluster(), access.target());
            TaskDriver made = new TaskDriver(
                    EcsRunTaskRequest.of(step, kept, files),
                    kept,
                    new TaskStepHost(getContext(), run, step, kept, prefix, this::end),
                    EcsRuntime.get().tasks());
            synchronized (this) {
                if (ended) {
                    return;
                }
                driver = made;
                if (stopCause == null) {
                    made.start();
                } else {
                    Throwable cause = stopCause;
                    made.abort(() -> endOnce(cause));
                }
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private synchronized void leaveAgent() {
        if (agent != null) {
            agent.forEach(answer -> answer.cancel(true));
        }
    }

    /** Fails before anything was begun, or before it could be gone on with. */
    private void fail(Throwable failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable cause;
        TaskRecord known;
        synchronized (this) {
            cause = stopCause;
            known = record;
        }
        if (EcsRuntime.get().isStopping() || !end()) {
            return;
        }
        Throwable shown = Failures.shown(failure);
        if (known != null && known.phase() != TaskPhase.ENDED) {
            known.giveUp(shown.getMessage());
            TaskStepHost.save(getContext());
        }
        getContext().onFailure(cause == null ? shown : cause);
    }

    private void endOnce(Throwable cause) {
        if (end()) {
            getContext().onFailure(cause);
        }
    }

    /** The step ends; false if it has ended already. */
    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
