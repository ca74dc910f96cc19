package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.LastDeploymentInfo;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * The last deployment of a service that CodeDeploy deploys to. Its task sets say what runs, and which deployment brought
 * that; the group of that one says whether another came after it, which has failed or was rolled back.
 */
final class CompleteBlueGreen {
    private final CodeDeployApi codeDeploy;
    private final Service service;

    private CompleteBlueGreen(CodeDeployApi codeDeploy, Service service) {
        this.codeDeploy = codeDeploy;
        this.service = service;
    }

    static CompleteDeployment of(EcsApi ecs, Service service) {
        try {
            return new CompleteBlueGreen(ecs.codeDeploy(), service).find();
        } catch (SdkException e) {
            throw AwsFailure.isTransient(e)
                    ? e
                    : AwsFailure.explain(
                            "The look at CodeDeploy's last deployment of " + CompleteDeployment.inWords(service), e);
        }
    }

    private CompleteDeployment find() {
        TaskSet live = service.taskSets().stream()
                .filter(set -> "PRIMARY".equals(set.status()))
                .findFirst()
                .orElseThrow(() -> refused("it has no task set with the production traffic"));
        service.taskSets().stream()
                .filter(set -> "ACTIVE".equals(set.status()))
                .findFirst()
                .ifPresent(other -> {
                    throw refused(
                            "CodeDeploy is at work: beside its tasks of " + live.taskDefinition() + " it has some of "
                                    + other.taskDefinition()
                                    + (other.externalId() == null ? "" : " (deployment " + other.externalId() + ")"));
                });
        Optional.ofNullable(live.externalId()).flatMap(this::described).ifPresent(this::check);
        return new CompleteDeployment(live.taskDefinition(), Optional.empty());
    }

    /** @param ours the deployment that has made the tasks that run */
    private void check(DeploymentInfo ours) {
        DeploymentInfo last = codeDeploy
                .group(ours.applicationName(), ours.deploymentGroupName())
                .map(group -> group.lastAttemptedDeployment())
                .map(LastDeploymentInfo::deploymentId)
                .filter(id -> !id.equals(ours.deploymentId()))
                .flatMap(this::described)
                .orElse(ours);
        if (last.creator() == DeploymentCreator.CODE_DEPLOY_ROLLBACK) {
            throw refused("its last deployment was rolled back, by " + last.deploymentId() + " ("
                    + last.statusAsString() + ")");
        }
        if (last.status() != DeploymentStatus.SUCCEEDED) {
            throw refused("its last deployment " + last.deploymentId() + " is " + last.statusAsString());
        }
    }

    private Optional<DeploymentInfo> described(String id) {
        return codeDeploy.deployments(List.of(id)).stream().findFirst();
    }

    private EngineException refused(String reason) {
        return CompleteDeployment.refused(service, reason);
    }
}
