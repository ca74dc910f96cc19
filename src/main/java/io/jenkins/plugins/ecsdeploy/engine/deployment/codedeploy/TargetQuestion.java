package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;

/**
 * The service that a deployment of CodeDeploy works on: lifecycle events, tasks and traffic, by GetDeploymentTarget. Only
 * targets of one deployment go into one call, and a deployment to ECS has one.
 */
record TargetQuestion(String deploymentId, String targetId) implements Question {
    /** @param target absent when CodeDeploy has not started with it */
    record Found(Optional<ECSTarget> target) implements Answer {}

    /** CodeDeploy names the target of a deployment to ECS by its cluster and service. */
    static TargetQuestion of(String deploymentId, String cluster, String service) {
        return new TargetQuestion(deploymentId, Arns.shortName(cluster) + ":" + Arns.shortName(service));
    }

    @Override
    public int rank() {
        return 2;
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        return Map.of(this, new Found(ecs.codeDeploy().target(deploymentId, targetId)));
    }
}
