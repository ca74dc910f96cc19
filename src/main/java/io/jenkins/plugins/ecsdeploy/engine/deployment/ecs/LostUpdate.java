package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * Looks for the deployment of an update whose answer was lost, when the service does not show it any more: ECS may have
 * rolled it back, or somebody may have replaced it, before anybody could look. The history of the service knows.
 */
final class LostUpdate {
    /** DescribeServiceRevisions, {@code serviceRevisionArns}. */
    private static final int REVISIONS_A_CALL = 20;

    private final EcsApi ecs;
    private final DeploymentRecord record;
    private final EcsState state;

    LostUpdate(EcsApi ecs, DeploymentRecord record, EcsState state) {
        this.ecs = ecs;
        this.record = record;
        this.state = state;
    }

    /** The deployment of our revision since the one that was there before; nothing, too, when that may not be read. */
    Optional<ServiceDeploymentBrief> find() {
        try {
            List<ServiceDeploymentBrief> since =
                    ecs.serviceDeployments().newest(record.cluster(), record.service()).stream()
                            .takeWhile(d -> !d.serviceDeploymentArn().equals(state.previousDeploymentArn))
                            .filter(d -> state.previousDeploymentArn != null
                                    || d.createdAt().isAfter(started()))
                            .limit(REVISIONS_A_CALL)
                            .toList();
            Set<String> ours = ofOurRevision(since);
            return since.stream()
                    .filter(d -> ours.contains(d.targetServiceRevisionArn()))
                    .findFirst();
        } catch (SdkException e) {
            if (!AwsFailure.isUnavailable(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** ECS keeps no history of what was before it kept one; then time has to tell. */
    private Instant started() {
        return Instant.ofEpochMilli(record.startedMillis());
    }

    private Set<String> ofOurRevision(List<ServiceDeploymentBrief> deployments) {
        List<String> revisions = deployments.stream()
                .map(ServiceDeploymentBrief::targetServiceRevisionArn)
                .distinct()
                .toList();
        return revisions.isEmpty()
                ? Set.of()
                : ecs.describeServiceRevisions(revisions).stream()
                        .filter(revision -> record.taskDefinitionArn().equals(revision.taskDefinition()))
                        .map(ServiceRevision::serviceRevisionArn)
                        .collect(Collectors.toSet());
    }
}
