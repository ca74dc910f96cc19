package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.Retention;
import io.jenkins.plugins.ecsdeploy.engine.poll.Scheduler;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Sees to it, after a success, that old revisions are deregistered if that is asked for. */
final class RevisionsTidied {
    private RevisionsTidied() {}

    /**
     * @param over true when nothing is to be done any more
     * @param then done afterwards, whatever became of it; at once where nothing is asked for
     */
    static void before(
            Runnable then,
            DeploymentContext deployment,
            Supplier<Controller> controller,
            Scheduler scheduler,
            BooleanSupplier over) {
        DeploymentRecord record = deployment.record();
        int keep = record.status() == Status.SUCCESSFUL ? record.aftercare().revisionsToKeep() : 0;
        if (keep == 0) {
            then.run();
            return;
        }
        new Retention(
                        new Retention.Rule(
                                keep, record.cluster(), record.taskDefinitionArn(), record.previousTaskDefinitionArn()),
                        () -> controller.get().revisionsInUse(),
                        deployment.host()::ecs,
                        scheduler,
                        deployment::log,
                        () -> over.getAsBoolean() || deployment.host().isStopping(),
                        () -> {
                            record.aftercare().revisionsTidied();
                            deployment.remember();
                            then.run();
                        })
                .start();
    }
}
