package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.ServiceDeploymentsApi;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** The last deployment of a service that ECS deploys itself. */
final class CompleteRollout {
    private CompleteRollout() {}

    static CompleteDeployment of(EcsApi ecs, Service service, Consumer<String> log) {
        Deployment primary = service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .findFirst()
                .orElseThrow(() -> CompleteDeployment.refused(service, "it has no deployment"));
        if (primary.rolloutState() != DeploymentRolloutState.COMPLETED) {
            throw CompleteDeployment.refused(
                    service,
                    "its deployment " + primary.id() + " of " + Arns.shortName(primary.taskDefinition()) + " is "
                            + primary.rolloutStateAsString());
        }
        Optional<ServiceDeployment> last = last(ecs, service, log);
        last.filter(deployment -> deployment.status() != ServiceDeploymentStatus.SUCCESSFUL)
                .ifPresent(deployment -> {
                    throw CompleteDeployment.refused(
                            service,
                            "its last deployment " + deployment.serviceDeploymentArn() + " is "
                                    + deployment.statusAsString() + ", and it runs "
                                    + Arns.shortName(primary.taskDefinition()));
                });
        return new CompleteDeployment(
                primary.taskDefinition(),
                last.map(deployment -> deployment.targetServiceRevision()).map(revision -> revision.arn()));
    }

    /** DescribeServices alone does not tell that a deployment was rolled back; but it does for those who see no more. */
    private static Optional<ServiceDeployment> last(EcsApi ecs, Service service, Consumer<String> log) {
        try {
            ServiceDeploymentsApi deployments = ecs.serviceDeployments();
            return Optional.ofNullable(service.currentServiceDeployment())
                    .or(() -> newest(deployments, service))
                    .flatMap(arn -> deployments.describe(List.of(arn)).stream().findFirst())
                    .map(described -> described.known());
        } catch (SdkException e) {
            if (!AwsFailure.isUnavailable(e)) {
                throw AwsFailure.isTransient(e)
                        ? e
                        : AwsFailure.explain("DescribeServiceDeployments of " + CompleteDeployment.inWords(service), e);
            }
            log.accept("  Whether the last deployment of " + CompleteDeployment.inWords(service)
                    + " was rolled back could not be seen: " + AwsFailure.text(e));
            return Optional.empty();
        }
    }

    private static Optional<String> newest(ServiceDeploymentsApi deployments, Service service) {
        return deployments.newest(service.clusterArn(), service.serviceName()).stream()
                .max(Comparator.comparing(ServiceDeploymentBrief::createdAt))
                .map(ServiceDeploymentBrief::serviceDeploymentArn);
    }
}
