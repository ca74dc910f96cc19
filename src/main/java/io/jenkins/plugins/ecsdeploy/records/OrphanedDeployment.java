package io.jenkins.plugins.ecsdeploy.records;

import hudson.AbortException;
import hudson.init.InitMilestone;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildAccess;
import io.jenkins.plugins.ecsdeploy.access.Surroundings;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceTurns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Follows a deployment whose step is gone. A step may have ended before its deployment, because it does not wait or was
 * aborted, or its time is over. And Pipeline cannot resume a build with the durability setting
 * PERFORMANCE_OPTIMIZED when the controller was killed; the deployment goes on at ECS all the same, and how it ends is
 * kept with the build and shown on its page. (The build's log is, or may soon be, closed.)
 */
final class OrphanedDeployment extends BuildHost {
    private static final Logger LOGGER = Logger.getLogger(OrphanedDeployment.class.getName());
    /** Until then Pipeline has resumed a build, or given it up. */
    private static final Duration RESUMED_WITHIN = Duration.ofSeconds(5);
    /** Nobody waits for it any more, and without a circuit breaker ECS may never say that it has ended. */
    private static final Duration FOLLOWED_FOR = Duration.ofDays(7);

    private final BuildDeployment deployment;
    private ServiceTurns.Turn turn;

    OrphanedDeployment(Run<?, ?> run, BuildDeployment deployment) {
        super(run, deployment.record());
        this.deployment = deployment;
    }

    /** To be called when a build was loaded whose deployment is to be followed. */
    static void followIfLost(Run<?, ?> run, BuildDeployment deployment) {
        EcsRuntime.get().scheduler().schedule(() -> new OrphanedDeployment(run, deployment).decide(), RESUMED_WITHIN);
    }

    private void decide() {
        if (Jenkins.get().getInitLevel() != InitMilestone.COMPLETED) {
            followIfLost(run, deployment);
        } else if (deployment.record().isLeft()) {
            if (!deployment.isOfStep() && deployment.mayBeFollowed()) {
                drive();
            }
        } else if (!run.isBuilding()) {
            lost();
        }
    }

    private void lost() {
        DeploymentRecord record = deployment.record();
        if (!record.mayHaveBegun()) {
            record.giveUp("The build could not be resumed");
            save();
            return;
        }
        log("This build could not be resumed, but its deployment may go on. Following it to its end");
        turn = EcsRuntime.get()
                .turns()
                .join(record.serviceKey(), run.getExternalizableId(), record.startedMillis(), true, () -> {});
        drive();
    }

    /** Keeps how the step has ended, and follows what goes on. */
    void stepEnded() {
        save();
        if (deployment.record().isLeft() && deployment.mayBeFollowed()) {
            OpenDeployments.get().add(run, deployment.record());
            log("The step has ended, and ECS goes on with this deployment. Following it to its end");
            // Without a turn: the next deployment of the service finds what goes on at ECS.
            drive();
        }
    }

    private void drive() {
        DeploymentRecord record = deployment.record();
        new DeploymentDriver(
                        DeployRequest.toFollow(record),
                        record,
                        this,
                        EcsRuntime.get().deployments())
                .start();
    }

    private void ended() {
        if (turn != null) {
            turn.end();
        }
        OpenDeployments.get().remove(run, deployment.record());
    }

    private void save() {
        try {
            remember(deployment.record());
        } catch (UncheckedIOException e) {
            // It goes to the disk with whatever is written next.
            LOGGER.log(Level.FINE, e, () -> run + ": not saved");
        }
    }

    @Override
    public EcsApi ecs() {
        if (BuildFile.isGone(run)) {
            throw new EngineException("The build was deleted");
        }
        checkAge();
        // The variables and the agent of the build are lost with its step.
        try {
            return BuildAccess.of(run, deployment.caller(), Surroundings.none())
                    .ecs(deployment.record().region());
        } catch (AbortException e) {
            throw new EngineException(e.getMessage());
        }
    }

    private void checkAge() {
        Instant end = Instant.ofEpochMilli(deployment.record().startedMillis()).plus(FOLLOWED_FOR);
        if (EcsRuntime.get().scheduler().now().isAfter(end)) {
            throw new EngineException("It has not ended within " + FOLLOWED_FOR.toDays()
                    + " days, and is not followed any longer. Look at the service: "
                    + deployment.record().url());
        }
    }

    @Override
    public void log(String line) {
        deployment.addAfterwards(line);
        save();
    }

    @Override
    protected TaskListener listener() {
        // The build's log is closed.
        return TaskListener.NULL;
    }

    @Override
    public void succeeded(DeploymentRecord record) {
        super.succeeded(record);
        ended();
        LOGGER.info(() -> run + ": " + deployment.summary());
    }

    @Override
    public void failed(RuntimeException failure) {
        ended();
        log(failure.getMessage());
        LOGGER.info(() -> run + ": " + failure.getMessage());
    }
}
