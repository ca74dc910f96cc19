package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.Strategy;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** Fills the record with a deployment that somebody else has begun, so that it can be followed like our own. */
final class FollowExisting {
    private final DeploymentContext context;
    private final DeploymentRecord record;
    private final EcsState state;

    FollowExisting(DeploymentContext context, EcsState state) {
        this.context = context;
        this.record = context.record();
        this.state = state;
    }

    void run(Service live, String arn) {
        ServiceDeployment deployment = described(arn);
        if (!Arns.shortName(deployment.serviceArn()).equals(Arns.shortName(record.service()))) {
            throw new EngineException("Deployment " + arn + " is of service " + Arns.shortName(deployment.serviceArn())
                    + ", not of " + record.service());
        }
        if (!Arns.shortName(deployment.clusterArn()).equals(Arns.shortName(record.cluster()))) {
            throw new EngineException("Deployment " + arn + " is in cluster " + Arns.shortName(deployment.clusterArn())
                    + ", not in " + Arns.shortName(record.cluster()));
        }
        Map<String, String> definitions = definitions(deployment);
        String revision = definitions.get(deployment.targetServiceRevision().arn());
        if (revision == null) {
            throw new EngineException("ECS does not tell the task definition of deployment " + arn);
        }
        context.setRevision(revision);
        record.previousTaskDefinitionArn(deployment.sourceServiceRevisions().stream()
                .map(source -> definitions.get(source.arn()))
                .findFirst()
                .orElse(revision));
        state.deploymentArn = arn;
        state.deploymentId = BegunDeployment.idOf(live, revision);
        record.follow(deployment.createdAt(), context.now());
        context.remember();
        context.log("Following the deployment of " + Outcome.what(record)
                + Strategy.of(deployment.deploymentConfiguration()).by() + ", which began "
                + deployment.createdAt());
        context.log("  " + arn);
        context.log("  " + record.url());
    }

    private ServiceDeployment described(String arn) {
        try {
            return context.ecs().serviceDeployments().describe(List.of(arn)).stream()
                    .map(DescribedDeployment::known)
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
            return context.ecs().describeServiceRevisions(arns).stream()
                    .collect(Collectors.toMap(
                            ServiceRevision::serviceRevisionArn, ServiceRevision::taskDefinition, (one, same) -> one));
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e)
                    ? e
                    : AwsFailure.explain("DescribeServiceRevisions of " + deployment.serviceDeploymentArn(), e);
        }
    }
}
