package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A rollback that somebody asked for, of a deployment that is active. While it lasts, the record is that of the
 * deployment that goes away; in the end it tells what the service has come back to.
 */
final class RollbackOfActive {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final EcsState state;

    RollbackOfActive(DeploymentContext deployment, EcsState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
    }

    void begin(Service live, Deployment active) {
        record.revision(active.taskDefinition(), record.images());
        state.deploymentId = active.id();
        state.deploymentArn = live.currentServiceDeployment();
        record.follow(deployment.now(), deployment.now());
        record.fails("it is rolled back because somebody asked for that");
        state.rollbackWanted = true;
        // With the phase, so that whoever goes on after a crash asks ECS if that was not done.
        record.rollback().ask();
        deployment.remember();
        deployment.log("Rolling back the deployment of " + Arns.shortName(record.taskDefinitionArn()) + " to service "
                + record.service() + " in cluster " + record.cluster() + ", in progress since " + active.createdAt());
        deployment.log("  " + record.url());
        new StopOrRollBack(deployment, state).rollBack();
    }

    /** What the verdict on the deployment means for the rollback of it. */
    Verdict judge(Verdict verdict, Service service) {
        if (verdict.state() == State.ROLLED_BACK) {
            String gone = record.taskDefinitionArn();
            String back = ServiceVerdict.primary(service)
                    .map(Deployment::taskDefinition)
                    .orElse(record.previousTaskDefinitionArn());
            new BegunDeployment(deployment, state).setRevision(back);
            record.previousTaskDefinitionArn(gone);
            return Verdict.succeeded();
        }
        if (verdict.state() == State.SUCCEEDED) {
            deployment.log(
                    "The deployment had succeeded before ECS could roll it back: going back to the revision before");
            startAnew();
            return Verdict.goingOn();
        }
        return verdict;
    }

    private void startAnew() {
        record.startAnew();
        state.rollbackWanted = false;
        state.stopAccepted = false;
        state.deploymentArn = null;
        state.deploymentId = null;
        deployment.remember();
    }
}
