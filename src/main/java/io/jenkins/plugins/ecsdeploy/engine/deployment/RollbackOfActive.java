package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.time.Instant;
import java.util.LinkedHashMap;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A rollback that somebody asked for, of a deployment that is active. While it lasts, the record is that of the
 * deployment that goes away; in the end it tells what the service has come back to.
 */
final class RollbackOfActive {
    private final EcsApi ecs;
    private final DeploymentRecord record;
    private final DeploymentHost host;

    RollbackOfActive(EcsApi ecs, DeploymentRecord record, DeploymentHost host) {
        this.ecs = ecs;
        this.record = record;
        this.host = host;
    }

    void begin(Service live, Deployment active, Instant now) {
        record.taskDefinitionArn = active.taskDefinition();
        record.deploymentId = active.id();
        record.deploymentArn = live.currentServiceDeployment();
        record.beganMillis = now.toEpochMilli();
        record.eventsShownMillis = now.toEpochMilli();
        record.followedSinceMillis = now.toEpochMilli();
        record.failure = "it is rolled back because somebody asked for that";
        record.rollbackWanted = true;
        // With the phase, so that whoever goes on after a crash asks ECS if that was not done.
        record.retreating = true;
        record.phase = Phase.FOLLOWING;
        host.remember(record);
        host.log("Rolling back the deployment of " + Arns.shortName(record.taskDefinitionArn) + " to service "
                + record.service + " in cluster " + record.cluster + ", in progress since " + active.createdAt());
        host.log("  " + record.url());
        new Retreat(ecs, record, host).rollBack();
    }

    /** What the verdict on the deployment means for the rollback of it. */
    Verdict judge(Verdict verdict, Service service) {
        if (verdict.state() == State.ROLLED_BACK) {
            String gone = record.taskDefinitionArn;
            record.taskDefinitionArn = ServiceVerdict.primary(service)
                    .map(Deployment::taskDefinition)
                    .orElse(record.previousTaskDefinitionArn);
            record.previousTaskDefinitionArn = gone;
            record.images = new LinkedHashMap<>(
                    new Revisions(ecs).get(record.taskDefinitionArn).document().images());
            return Verdict.succeeded();
        }
        if (verdict.state() == State.SUCCEEDED) {
            host.log("The deployment had succeeded before ECS could roll it back: going back to the revision before");
            startAgain();
            return Verdict.goingOn();
        }
        return verdict;
    }

    private void startAgain() {
        record.phase = Phase.NEW;
        record.rollbackWanted = false;
        record.retreating = false;
        record.stopAccepted = false;
        record.failure = null;
        record.deploymentArn = null;
        record.deploymentId = null;
        host.remember(record);
    }
}
