package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildReader;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Checks the build that was chosen, or finds the newest one, on the plugin's threads. It changes nothing, so after a
 * restart it is simply done again.
 */
final class UpstreamBuildChoiceExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    /** How often to look whether the list of builds is complete. Looking costs nothing. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final UpstreamBuildChoiceStep step;
    private transient boolean waiting;
    private transient volatile boolean stopped;

    UpstreamBuildChoiceExecution(StepContext context, UpstreamBuildChoiceStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        look(Duration.ZERO);
        return false;
    }

    @Override
    public void onResume() {
        start();
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        stopped = true;
        super.stop(cause);
    }

    @Override
    public String getStatus() {
        return waiting ? "waiting for the list of builds" : null;
    }

    private void look(Duration after) {
        EcsRuntime.get().scheduler().schedule(this::look, after);
    }

    private void look() {
        if (stopped) {
            return;
        }
        try {
            Run<?, ?> run = getContext().get(Run.class);
            List<Job<?, ?>> jobs = ReadableJobs.allForBuild(run, step.getJob(), step.getBranch());
            BuildReader reader = BuildReader.of(run);
            Result minResult = step.minResult();
            if (step.getChoice() != null) {
                succeed(UpstreamBuild.checked(reader, jobs, step.getChoice(), minResult));
            } else if (NewestBuild.isKnown(jobs)) {
                succeed(NewestBuild.of(reader, jobs, minResult));
            } else {
                await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            EcsRuntime.get().fail(getContext(), e);
        } catch (Throwable e) {
            EcsRuntime.get().fail(getContext(), e);
        }
    }

    private void await() throws Exception {
        if (!waiting) {
            waiting = true;
            getContext()
                    .get(TaskListener.class)
                    .getLogger()
                    .println("[upstreamBuildChoice] Waiting for the list of builds, which is made for the first time");
        }
        look(PAUSE);
    }

    private void succeed(UpstreamBuild build) throws Exception {
        build.log(getContext().get(TaskListener.class).getLogger());
        getContext().onSuccess(build.toMap());
    }
}
