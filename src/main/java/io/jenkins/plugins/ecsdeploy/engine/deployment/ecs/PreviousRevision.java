package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.EcsHistory;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RanRevision;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RevisionHistory;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** What a service ran before our deployment, which is what it goes back to. */
final class PreviousRevision {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final EcsState state;

    PreviousRevision(DeploymentContext deployment, EcsState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
    }

    /** Notes that, and the deployment before ours, in the record. */
    void note(Service live, Deployment primary) {
        revision(live, primary);
        state.previousDeploymentId = primary == null ? null : primary.id();
        state.previousDeploymentArn = live.currentServiceDeployment();
    }

    /**
     * While a deployment goes on, and when it has failed, the service is set to a revision that may never have run; what
     * ran before may not be among its deployments any more.
     */
    private void revision(Service live, Deployment primary) {
        Optional<String> completed = Stream.concat(
                        Stream.ofNullable(primary),
                        live.deployments().stream()
                                .sorted(Comparator.comparing(Deployment::createdAt)
                                        .reversed()))
                .filter(d -> d.rolloutState() == DeploymentRolloutState.COMPLETED)
                .map(Deployment::taskDefinition)
                .findFirst();
        boolean known = record.previousTaskDefinitionArn() != null
                && primary != null
                && primary.id().equals(state.previousDeploymentId);
        if (completed.isEmpty() && !known) {
            completed = new RevisionHistory(
                            deployment.ecs(),
                            new EcsHistory(deployment.ecs(), record.cluster(), record.service()),
                            record.service(),
                            deployment.recorded(),
                            line -> {})
                    .newest(live.taskDefinition())
                    .map(RanRevision::taskDefinitionArn);
            state.previousUnproven = completed.isEmpty();
        } else if (completed.isPresent()) {
            state.previousUnproven = false;
        } else {
            return;
        }
        record.previousTaskDefinitionArn(completed.orElse(live.taskDefinition()));
    }
}
