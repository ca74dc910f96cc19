package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.render.Revision;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * What a service ran successfully before. Families are shared between services, so a revision's number says nothing of
 * that. ECS's own list of the service's deployments knows it for 90 days; after that, what this program has recorded.
 */
public final class RevisionHistory {
    /** DescribeServiceRevisions, {@code serviceRevisionArns}. */
    private static final int REVISIONS_A_CALL = 20;

    private final EcsApi ecs;
    private final String cluster;
    private final String service;
    private final RecordedRevisions recorded;
    private final Consumer<String> log;
    private final Set<String> passed = new HashSet<>();
    private final List<String> gone = new ArrayList<>();

    /** @param log hears what was passed over, and why */
    public RevisionHistory(
            EcsApi ecs, String cluster, String service, RecordedRevisions recorded, Consumer<String> log) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.service = service;
        this.recorded = recorded;
        this.log = log;
    }

    /** The newest revision that may still be deployed. */
    public Optional<RanRevision> newest(String liveArn) {
        Optional<RanRevision> byEcs;
        try {
            byEcs = byEcs();
        } catch (SdkException e) {
            if (!AwsFailure.isUnavailable(e)) {
                throw AwsFailure.isTransient(e)
                        ? e
                        : AwsFailure.explain("The list of deployments of service " + service, e);
            }
            log.accept("  ECS's list of the service's deployments cannot be used: " + AwsFailure.text(e));
            byEcs = Optional.empty();
        }
        return byEcs.or(() -> recorded.ran(liveArn).stream()
                .filter(ran -> isThere(ran.taskDefinitionArn()))
                .findFirst());
    }

    /** The newest one but that of the live service. */
    Optional<RanRevision> newestBut(String liveArn) {
        passed.add(liveArn);
        return newest(liveArn);
    }

    /** Those that it ran, but that were deregistered since. */
    List<String> gone() {
        return gone;
    }

    private Optional<RanRevision> byEcs() {
        List<ServiceDeploymentBrief> deployments = ecs.successfulDeployments(cluster, service);
        for (int i = 0; i < deployments.size(); i += REVISIONS_A_CALL) {
            Optional<RanRevision> found =
                    among(deployments.subList(i, Math.min(deployments.size(), i + REVISIONS_A_CALL)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<RanRevision> among(List<ServiceDeploymentBrief> deployments) {
        Map<String, String> definitions = definitions(deployments);
        return deployments.stream()
                .filter(d -> definitions.containsKey(d.targetServiceRevisionArn()))
                .map(d -> new RanRevision(
                        definitions.get(d.targetServiceRevisionArn()),
                        "ECS's list of its deployments (" + d.serviceDeploymentArn() + " of " + d.createdAt() + ")"))
                .filter(ran -> isThere(ran.taskDefinitionArn()))
                .findFirst();
    }

    private Map<String, String> definitions(List<ServiceDeploymentBrief> deployments) {
        List<String> revisions = deployments.stream()
                .map(ServiceDeploymentBrief::targetServiceRevisionArn)
                .distinct()
                .toList();
        return ecs.describeServiceRevisions(revisions).stream()
                .collect(Collectors.toMap(
                        ServiceRevision::serviceRevisionArn, ServiceRevision::taskDefinition, (one, same) -> one));
    }

    /** False, too, for one that was looked at before. */
    private boolean isThere(String arn) {
        if (!passed.add(arn)) {
            return false;
        }
        if (new Revisions(ecs).find(arn).filter(Revision::active).isPresent()) {
            return true;
        }
        gone.add(arn);
        log.accept("  " + Arns.shortName(arn) + " ran on service " + service
                + " before, but is gone: it was deregistered");
        return false;
    }
}
