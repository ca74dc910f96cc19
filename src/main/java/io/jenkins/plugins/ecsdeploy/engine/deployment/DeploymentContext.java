package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.AnsweredGates;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RecordedRevisions;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * One deployment, as its {@link Controller} sees it.
 *
 * @param answers who has answered at gates, of whichever deployment
 * @param cancelled true when nothing is to be begun any more
 */
public record DeploymentContext(
        DeployRequest request,
        DeploymentRecord record,
        RetryingHost host,
        InstantSource clock,
        AnsweredGates answers,
        BooleanSupplier cancelled) {

    public EcsApi ecs() {
        return host.ecs();
    }

    public Instant now() {
        return clock.instant();
    }

    public void log(String line) {
        host.log(line);
    }

    /** Keeps the record, so that it outlives the program. */
    public void remember() {
        host.remember(record);
    }

    /**
     * Keeps the record in the phase of a call that is about to be made.
     *
     * @throws RetryingHost.NotSaved if that cannot be done now; the call must not be made then
     */
    public void rememberBefore(Phase phase) {
        host.rememberBefore(record, phase);
    }

    /** The revision that was, or is to be, deployed by somebody else. */
    public void setRevision(String arn) {
        record.revision(arn, new Revisions(ecs()).get(arn).document().images());
    }

    /** What is recorded of the service. */
    public RecordedRevisions recorded() {
        return host.recorded(record);
    }

    public boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    /** The deployment has ended. */
    public void end(Status status) {
        record.end(status, now());
        remember();
    }
}
