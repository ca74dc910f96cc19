package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** ECS's own list of a service's deployments, for services that ECS deploys itself. */
public final class EcsHistory implements DeploymentHistory {
    /** DescribeServiceRevisions, {@code serviceRevisionArns}. */
    private static final int REVISIONS_A_CALL = 20;

    private final EcsApi ecs;
    private final String cluster;
    private final String service;

    public EcsHistory(EcsApi ecs, String cluster, String service) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.service = service;
    }

    @Override
    public String keeper() {
        return "ECS";
    }

    @Override
    public String inWords() {
        return "ECS's list of its deployments, which goes back 90 days";
    }

    @Override
    public Stream<RanRevision> successful() {
        List<ServiceDeploymentBrief> deployments = ecs.serviceDeployments().successful(cluster, service);
        return IntStream.iterate(0, i -> i < deployments.size(), i -> i + REVISIONS_A_CALL)
                .mapToObj(i -> deployments.subList(i, Math.min(deployments.size(), i + REVISIONS_A_CALL)))
                .flatMap(this::revisions);
    }

    private Stream<RanRevision> revisions(List<ServiceDeploymentBrief> deployments) {
        Map<String, String> definitions = definitions(deployments);
        return deployments.stream()
                .filter(d -> definitions.containsKey(d.targetServiceRevisionArn()))
                .map(d -> new RanRevision(
                        definitions.get(d.targetServiceRevisionArn()),
                        "ECS's list of its deployments (" + d.serviceDeploymentArn() + " of " + d.createdAt() + ")"));
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

    /** What a build began and did not wait for may have succeeded since. */
    @Override
    public Optional<String> doubt(String deploymentArn) {
        List<DescribedDeployment> deployments;
        try {
            deployments = ecs.serviceDeployments().describe(List.of(deploymentArn));
        } catch (InvalidParameterException e) {
            // It may be one of CodeDeploy, of a time before the service was given to ECS.
            deployments = List.of();
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("DescribeServiceDeployments " + deploymentArn, e);
        }
        if (deployments.stream().anyMatch(d -> d.known().status() == ServiceDeploymentStatus.SUCCESSFUL)) {
            return Optional.empty();
        }
        return Optional.of("ECS "
                + (deployments.isEmpty()
                        ? "does not have deployment " + deploymentArn + " any more"
                        : "has deployment " + deploymentArn + " as "
                                + deployments.get(0).known().statusAsString()));
    }
}
