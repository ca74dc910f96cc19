package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ConsoleLink;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A rollback that somebody asked for, of a deployment that is active. While it lasts, the record is that of the deployment
 * that goes away; in the end it tells what the service has come back to.
 */
final class RollbackOfActive {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;

    RollbackOfActive(DeploymentContext deployment, CodeDeployState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
    }

    void begin(Service live, String active) {
        FollowExisting existing = new FollowExisting(deployment, state);
        DeploymentInfo info = existing.described(active);
        existing.adopt(live, info);
        record.follow(info.createTime(), deployment.now());
        record.fails("it is rolled back because somebody asked for that");
        state.rollbackWanted = true;
        state.rollsBackItself = true;
        // With the phase, so that whoever goes on after a crash asks CodeDeploy if that was not done.
        record.rollback().ask();
        deployment.remember();
        deployment.log("Rolling back the deployment of " + Arns.shortName(record.taskDefinitionArn()) + " to service "
                + record.service() + " in cluster " + record.cluster() + ", in progress since " + info.createTime());
        deployment.log("  " + ConsoleLink.codeDeploy(record.region(), active));
        new StopDeployment(deployment, state).run(true);
    }

    /** What the verdict on the deployment means for the rollback of it. */
    Verdict judge(Verdict verdict) {
        if (verdict.state() == State.ROLLED_BACK) {
            String gone = record.taskDefinitionArn();
            new FollowExisting(deployment, state).setRevision(record.previousTaskDefinitionArn());
            record.previousTaskDefinitionArn(gone);
            return Verdict.succeeded();
        }
        if (verdict.state() == State.SUCCEEDED) {
            deployment.log(
                    "The deployment had succeeded before CodeDeploy could roll it back: going back to the revision"
                            + " before with a new one");
            record.startAnew();
            state.startAnew();
            deployment.remember();
            return Verdict.goingOn();
        }
        return verdict;
    }
}
