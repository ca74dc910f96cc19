package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A rollback that somebody asked for, of a deployment that is active. While it lasts, the record is that of the deployment
 * that goes away; in the end it tells what the service has come back to.
 */
public final class RollbackOfActive {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;

    public RollbackOfActive(DeploymentContext deployment) {
        this.deployment = deployment;
        this.record = deployment.record();
    }

    /** Whether an active deployment is to be taken back. */
    public boolean isCalledFor() {
        return deployment.request().goal() instanceof Goal.Rollback back
                && back.to().isEmpty()
                && record.phase() == Phase.NEW;
    }

    /**
     * Writes down that AWS is asked for it, before it is. The record has the deployment that is to go away already.
     *
     * @param since when that was begun
     * @param link where a person can look at it
     */
    public void begin(Instant since, String link) {
        record.fails("it is rolled back because somebody asked for that");
        // With the phase, so that whoever goes on after a crash asks AWS if that was not done.
        record.rollback().want();
        deployment.remember();
        deployment.log("Rolling back the deployment of " + Outcome.what(record) + ", in progress since " + since);
        deployment.log("  " + link);
    }

    /**
     * What the verdict on the deployment means for the rollback of it; where none was asked for, just that verdict.
     *
     * @param back the revision that the service has come back to
     * @param forget the controller forgets the deployment, for one of its own is to follow
     */
    public Verdict judge(Verdict verdict, Supplier<String> back, Runnable forget) {
        if (!record.rollback().isWanted()) {
            return verdict;
        }
        if (verdict.state() == State.ROLLED_BACK) {
            String gone = record.taskDefinitionArn();
            deployment.setRevision(back.get());
            record.previousTaskDefinitionArn(gone);
            return Verdict.succeeded();
        }
        if (verdict.state() == State.SUCCEEDED) {
            deployment.log("The deployment had succeeded before " + record.carriedOutBy()
                    + " could roll it back: going back to the revision before with a new one");
            record.startAnew();
            forget.run();
            deployment.remember();
            return Verdict.goingOn();
        }
        return verdict;
    }
}
