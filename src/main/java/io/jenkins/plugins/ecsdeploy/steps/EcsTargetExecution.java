package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.LentCredentials;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.caller.EnclosingTarget;
import io.jenkins.plugins.ecsdeploy.steps.caller.Failures;
import io.jenkins.plugins.ecsdeploy.steps.caller.StepSurroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs the block of {@code ecsTarget}. Of the credentials it holds nothing; after a restart they are had anew. */
final class EcsTargetExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final String target;
    /** What the environment and the log of the block find their credentials by, whatever the job is called by then. */
    private final String key = UUID.randomUUID().toString();

    private volatile boolean inBody;
    private transient LentCredentials lease;
    private transient boolean ended;

    EcsTargetExecution(StepContext context, String target) {
        super(context);
        this.target = target;
    }

    @Override
    public boolean start() {
        EcsRuntime.get().scheduler().schedule(this::begin, Duration.ZERO);
        return false;
    }

    @Override
    public void onResume() {
        if (!inBody) {
            start();
            return;
        }
        try {
            Optional<String> problem = lease().reopen();
            if (problem.isPresent()) {
                getContext()
                        .get(TaskListener.class)
                        .getLogger()
                        .println(
                                "[ecsTarget] After the restart of Jenkins there are no credentials of target '" + target
                                        + "' yet. They are asked for again; until then tools find some that cannot be"
                                        + " used. "
                                        + problem.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            getContext().onFailure(e);
        }
    }

    private void begin() {
        try {
            LentCredentials opened = lease();
            opened.open();
            synchronized (this) {
                if (ended) {
                    opened.end();
                    return;
                }
                inBody = true;
            }
            StepContext context = getContext();
            context.newBodyInvoker()
                    .withContexts(
                            EnvironmentExpander.merge(context.get(EnvironmentExpander.class), opened.environment()),
                            TaskListenerDecorator.merge(context.get(TaskListenerDecorator.class), opened.mask()),
                            new EnclosingTarget(target))
                    .withCallback(new Ending(this))
                    .start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failToBegin(e);
        } catch (Throwable e) {
            failToBegin(Failures.shown(e));
        }
    }

    private void failToBegin(Throwable cause) {
        end();
        EcsRuntime.get().fail(getContext(), cause);
    }

    private synchronized LentCredentials lease() throws IOException, InterruptedException {
        lease = LentCredentials.of(key, getContext().get(Run.class), target, new StepSurroundings(getContext()));
        return lease;
    }

    @Override
    public void stop(Throwable cause) {
        end();
        getContext().onFailure(cause);
    }

    private synchronized void end() {
        ended = true;
        if (lease != null) {
            lease.end();
        }
    }

    /** Takes the credentials back when the block has ended. */
    private static final class Ending extends BodyExecutionCallback.TailCall {
        private static final long serialVersionUID = 1L;

        private final EcsTargetExecution execution;

        Ending(EcsTargetExecution execution) {
            this.execution = execution;
        }

        @Override
        protected void finished(StepContext context) {
            execution.end();
        }
    }
}
