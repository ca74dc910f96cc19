package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import java.util.List;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.InvalidDeploymentIdException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Fills the record with a deployment that somebody else has begun, so that it can be followed like our own. */
final class FollowExisting {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final CodeDeployState state;

    FollowExisting(DeploymentContext deployment, CodeDeployState state) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.state = state;
    }

    void run(Service live, String id) {
        DeploymentInfo info = described(id);
        CodeDeployApi api = deployment.ecs().codeDeploy();
        DeploymentGroupInfo group = api.group(info.applicationName(), info.deploymentGroupName())
                .filter(found -> GroupRules.isOf(found, record.cluster(), record.service()))
                .orElseThrow(() -> new EngineException("Deployment " + id + " of group " + info.deploymentGroupName()
                        + " of application " + info.applicationName() + " is not of service " + record.service()
                        + " in cluster " + record.cluster()));
        state.group(group);
        adopt(live, info);
        record.follow(info.createTime(), deployment.now());
        deployment.remember();
        deployment.log("Following the deployment of " + Outcome.what(record) + ", which began " + info.createTime());
        state.tellWhere(deployment);
    }

    /** Notes what that deployment brings, and what the service ran before it. */
    void adopt(Service live, DeploymentInfo info) {
        String revision = TaskSets.of(live, info.deploymentId())
                .map(TaskSet::taskDefinition)
                .or(() -> CodeDeployHistory.revision(deployment.ecs().codeDeploy(), info))
                .orElseThrow(() -> new EngineException(
                        "CodeDeploy does not tell the task definition of deployment " + info.deploymentId()));
        deployment.setRevision(revision);
        // After the traffic has moved, the old tasks are the ones that are not primary.
        record.previousTaskDefinitionArn(live.taskSets().stream()
                .filter(set -> !info.deploymentId().equals(set.externalId()))
                .map(TaskSet::taskDefinition)
                .findFirst()
                .orElseGet(() -> TaskSets.liveRevision(live)));
        state.deploymentId = info.deploymentId();
    }

    DeploymentInfo described(String id) {
        try {
            return deployment.ecs().codeDeploy().deployments(List.of(id)).stream()
                    .findFirst()
                    .orElseThrow(() -> new EngineException("Deployment " + id + " was not found in CodeDeploy in this"
                            + " account and region. Give the id of a deployment, as ecsDeploy answers it"));
        } catch (InvalidDeploymentIdException e) {
            throw new EngineException("deploymentArn is '" + id + "'; service " + record.service()
                    + " is deployed by CodeDeploy, whose deployments have ids such as d-A1B2C3D4E. AWS said "
                    + AwsFailure.text(e));
        }
    }
}
