package io.jenkins.plugins.ecsdeploy.steps.sync;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ServiceTurns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncOutcome;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.DeploymentTurn;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One deployment of the step, from its turn to its end. */
final class SyncDeployment {
    private static final Logger LOGGER = Logger.getLogger(SyncDeployment.class.getName());

    private final Run<?, ?> run;
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final SyncHost host;
    private final Consumer<SyncOutcome> ended;
    private DeploymentDriver driver;
    private ServiceTurns.Turn turn;
    private boolean stopped;
    private boolean over;

    /**
     * @param host makes the host, which is to tell the end
     * @param ended hears of the end; not if it is aborted
     */
    SyncDeployment(
            Run<?, ?> run,
            DeployRequest request,
            DeploymentRecord record,
            Function<Consumer<Throwable>, SyncHost> host,
            Consumer<SyncOutcome> ended) {
        this.run = run;
        this.request = request;
        this.record = record;
        this.host = host.apply(this::ended);
        this.ended = ended;
    }

    /** How one ended that nobody has to go on with. */
    static SyncOutcome outcome(DeploymentRecord record) {
        return new SyncOutcome(Outcome.asMap(record), Optional.ofNullable(record.lastWord()));
    }

    /** Begins, or goes on, when it is its turn. */
    synchronized void start() {
        if (!stopped) {
            driver =
                    new DeploymentDriver(request, record, host, EcsRuntime.get().deployments());
            turn = DeploymentTurn.take(run, record, driver::start, host::log);
        }
    }

    /**
     * Ends the wait, if it has not ended, and does what the policy says with what AWS has begun. Writes to the disk.
     *
     * @param done called when AWS has answered
     */
    synchronized void abort(OnAbort policy, Runnable done) {
        stopped = true;
        if (over) {
            done.run();
        } else if (driver == null) {
            record.leaveByAbort();
            settle();
            done.run();
        } else {
            driver.abort(policy, () -> {
                settle();
                done.run();
            });
        }
    }

    private void ended(Throwable failure) {
        synchronized (this) {
            over = true;
        }
        settle();
        if (failure == null) {
            ended.accept(new SyncOutcome(Outcome.asMap(record), Optional.empty()));
        } else {
            if (!(failure instanceof AbortException)) {
                LOGGER.log(Level.WARNING, failure, () -> run + ": the deployment to " + record.service() + " failed");
            }
            ended.accept(new SyncOutcome(
                    Outcome.asMap(record),
                    Optional.of(failure instanceof AbortException ? failure.getMessage() : failure.toString())));
        }
    }

    /** Keeps how it ended, lets what goes on at AWS be followed, and the next have its turn. */
    private void settle() {
        DeploymentsAction.stepEnded(run, record);
        ServiceTurns.Turn had;
        synchronized (this) {
            had = turn;
        }
        if (had != null) {
            had.end();
        }
    }
}
