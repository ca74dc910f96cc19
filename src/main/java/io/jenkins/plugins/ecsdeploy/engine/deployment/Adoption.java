package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** Fills the record with a deployment that somebody else has begun, so that it can be followed like our own. */
final class Adoption {
    private final EcsApi ecs;
    private final DeploymentRecord record;
    private final DeploymentHost host;
    private final Instant now;

    Adoption(EcsApi ecs, DeploymentRecord record, DeploymentHost host, Instant now) {
        this.ecs = ecs;
        this.record = record;
        this.host = host;
        this.now = now;
    }

    void run(Service live, String arn) {
        ServiceDeployment deployment = described(arn);
        if (!Arns.shortName(deployment.serviceArn()).equals(Arns.shortName(record.service))) {
            throw new EngineException("Deployment " + arn + " is of service " + Arns.shortName(deployment.serviceArn())
                    + ", not of " + record.service);
        }
        if (!Arns.shortName(deployment.clusterArn()).equals(Arns.shortName(record.cluster))) {
            throw new EngineException("Deployment " + arn + " is in cluster " + Arns.shortName(deployment.clusterArn())
                    + ", not in " + Arns.shortName(record.cluster));
        }
        Map<String, String> definitions = definitions(deployment);
        record.taskDefinitionArn =
                definitions.get(deployment.targetServiceRevision().arn());
        if (record.taskDefinitionArn == null) {
            throw new EngineException("ECS does not tell the task definition of deployment " + arn);
        }
        record.previousTaskDefinitionArn = deployment.sourceServiceRevisions().stream()
                .map(source -> definitions.get(source.arn()))
                .findFirst()
                .orElse(record.taskDefinitionArn);
        record.images = new LinkedHashMap<>(
                new Revisions(ecs).get(record.taskDefinitionArn).document().images());
        record.deploymentArn = arn;
        record.deploymentId = live.deployments().stream()
                .filter(d -> d.taskDefinition().equals(record.taskDefinitionArn))
                .map(Deployment::id)
                .findFirst()
                .orElse(null);
        record.beganMillis = deployment.createdAt().toEpochMilli();
        record.eventsShownMillis = record.beganMillis - 1;
        record.followedSinceMillis = now.toEpochMilli();
        record.phase = Phase.FOLLOWING;
        host.remember(record);
        host.log("Following the deployment of " + Arns.shortName(record.taskDefinitionArn) + " to service "
                + record.service + " in cluster " + record.cluster + ", which began " + deployment.createdAt());
        host.log("  " + arn);
        host.log("  " + record.url());
    }

    private ServiceDeployment described(String arn) {
        try {
            return ecs.describeServiceDeployments(List.of(arn)).stream()
                    .findFirst()
                    .orElseThrow(() -> new EngineException("Deployment " + arn + " was not found in this account and"
                            + " region. Give the ARN of a service deployment, as ecsDeploy answers it"));
        } catch (InvalidParameterException e) {
            throw new EngineException("deploymentArn is '" + arn + "', which is not the ARN of a service deployment."
                    + " AWS said " + AwsFailure.text(e));
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e) ? e : AwsFailure.explain("DescribeServiceDeployments " + arn, e);
        }
    }

    /** The task definitions of the service revisions that the deployment comes from and goes to. */
    private Map<String, String> definitions(ServiceDeployment deployment) {
        List<String> arns = new ArrayList<>();
        arns.add(deployment.targetServiceRevision().arn());
        deployment.sourceServiceRevisions().stream()
                .map(ServiceRevisionSummary::arn)
                .limit(1)
                .forEach(arns::add);
        try {
            return ecs.describeServiceRevisions(arns).stream()
                    .collect(Collectors.toMap(
                            ServiceRevision::serviceRevisionArn, ServiceRevision::taskDefinition, (one, same) -> one));
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e)
                    ? e
                    : AwsFailure.explain("DescribeServiceRevisions of " + deployment.serviceDeploymentArn(), e);
        }
    }
}
