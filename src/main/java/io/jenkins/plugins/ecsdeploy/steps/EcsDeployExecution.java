package io.jenkins.plugins.ecsdeploy.steps;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.aws.BuildAccess;
import io.jenkins.plugins.ecsdeploy.aws.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.deployments.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs {@code ecsDeploy}. While ECS works, it holds no thread, no executor and no agent; after a restart it goes on from
 * the record that the build keeps.
 */
final class EcsDeployExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(EcsDeployExecution.class.getName());

    private final EcsDeployStep step;
    private transient DeploymentDriver driver;
    private transient DeploymentRecord record;
    private transient boolean stopped;

    EcsDeployExecution(StepContext context, EcsDeployStep step) {
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
        start();
    }

    /** Ends the wait at once and calls nothing at AWS: this may be the thread that runs all of the build's steps. */
    @Override
    public void stop(Throwable cause) throws Exception {
        synchronized (this) {
            stopped = true;
            if (driver != null) {
                driver.cancel();
            }
            if (record != null && record.isBegun()) {
                record.leave();
                log("Aborted. ECS goes on with this deployment: " + record.deploymentInWords());
            }
        }
        super.stop(cause);
    }

    @Override
    public synchronized String getStatus() {
        return record == null ? "beginning to deploy " + step.getService() : record.inWords();
    }

    private void drive() {
        try {
            Run<?, ?> run = getContext().get(Run.class);
            String region = BuildAccess.region(step.getRegion(), getContext().get(EnvVars.class));
            DeploymentRecord kept = DeploymentsAction.record(
                    run,
                    getContext().get(FlowNode.class).getId(),
                    step.getCredentialsId(),
                    () -> new DeploymentRecord(
                            step.getService(), step.clusterOrDefault(), region, System.currentTimeMillis()));
            DeployRequest request = EcsDeployRequest.of(step, kept, new StepFiles(getContext(), "ecsDeploy"));
            synchronized (this) {
                record = kept;
                if (!stopped) {
                    driver = new DeploymentDriver(
                            request,
                            kept,
                            new StepHost(getContext(), run, step, kept),
                            EcsRuntime.get().scheduler(),
                            EcsRuntime.get().poller());
                    driver.start();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            getContext().onFailure(e);
        } catch (Throwable e) {
            getContext().onFailure(Failures.shown(e));
        }
    }

    private void log(String line) {
        try {
            getContext().get(TaskListener.class).getLogger().println(StepHost.prefix(step) + line);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, e, () -> "Not in the build's log: " + line);
        }
    }
}
