package io.jenkins.plugins.ecsdeploy.steps.sync;

import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.sync.PlannedService;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncOutcome;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncPlan;
import io.jenkins.plugins.ecsdeploy.engine.sync.SyncRun;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import io.jenkins.plugins.ecsdeploy.steps.DeployPolicies;
import io.jenkins.plugins.ecsdeploy.steps.DeploymentTurn;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The deployments of a step, each of which its build keeps under the step's id and the name of the service. */
final class SyncDeployments implements SyncRun.Deployer {
    private final StepContext context;
    private final Run<?, ?> run;
    private final String stepId;
    private final EcsSyncStep step;
    private final CallerArguments caller;
    private final Optional<Target> target;
    private final String region;
    private final boolean resumed;
    private final List<SyncDeployment> running = new ArrayList<>();

    /**
     * @param caller as whom AWS is called, with the target that was found
     * @param resumed whether this is after a restart
     */
    SyncDeployments(
            StepContext context,
            Run<?, ?> run,
            String stepId,
            EcsSyncStep step,
            CallerArguments caller,
            Optional<Target> target,
            String region,
            boolean resumed) {
        this.context = context;
        this.run = run;
        this.stepId = stepId;
        this.step = step;
        this.caller = caller;
        this.target = target;
        this.region = region;
        this.resumed = resumed;
    }

    private static String id(String stepId, PlannedService service) {
        return stepId + "/" + service.name();
    }

    @Override
    public boolean hasBegun(PlannedService service) {
        return DeploymentsAction.find(run, id(stepId, service)).isPresent();
    }

    @Override
    public void deploy(PlannedService service, Consumer<SyncOutcome> ended) {
        String id = id(stepId, service);
        Optional<DeploymentRecord> left = DeploymentsAction.find(run, id).filter(DeploymentRecord::wasLeft);
        if (left.isPresent()) {
            // For the step it had ended before the restart; if it still goes on at AWS, that is followed without the
            // step.
            ended.accept(SyncDeployment.outcome(left.get()));
            return;
        }
        DeploymentRecord record = DeploymentsAction.record(
                run,
                id,
                caller,
                () -> new DeploymentRecord(service.service(), service.cluster(), region, System.currentTimeMillis())
                        .afterwards(step.isLogs(), step.getKeepRevisions()));
        SyncDeployment deployment = new SyncDeployment(
                run,
                EcsSyncRequest.of(step, service, target),
                record,
                told -> new SyncHost(context, run, caller, record, "[" + service.name() + "] ", told),
                ended);
        synchronized (running) {
            running.add(deployment);
        }
        EcsRuntime.get()
                .scheduler()
                .schedule(
                        deployment::start,
                        resumed && !record.mayHaveBegun() ? DeploymentTurn.BEGUN_FIRST : Duration.ZERO);
    }

    /**
     * Ends the wait for all that have not ended. Writes to the disk, so it is not for the thread that runs Pipeline.
     *
     * @param done called when AWS has answered for all of them
     */
    void abort(Runnable done) {
        OnAbort policy = DeployPolicies.onAbort(step.getOnAbort(), target);
        List<SyncDeployment> all;
        synchronized (running) {
            all = List.copyOf(running);
        }
        AtomicInteger open = new AtomicInteger(all.size() + 1);
        Runnable one = () -> {
            if (open.decrementAndGet() == 0) {
                done.run();
            }
        };
        all.forEach(deployment -> deployment.abort(policy, one));
        one.run();
    }

    /**
     * Gives up what was begun before a restart, and cannot be gone on with. What goes on at AWS is followed without the step.
     *
     * @param word what the records are told
     */
    static void leave(Run<?, ?> run, String stepId, SyncPlan plan, Consumer<DeploymentRecord> word) {
        plan.toDeploy().stream()
                .flatMap(service -> DeploymentsAction.find(run, id(stepId, service)).stream())
                .filter(record -> record.phase() != Phase.ENDED && !record.wasLeft())
                .forEach(record -> {
                    word.accept(record);
                    DeploymentsAction.stepEnded(run, record);
                });
    }
}
