package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.aws.CodeDeployApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/** A deployment of CodeDeploy, by BatchGetDeployments. */
record DeploymentQuestion(String id) implements Question {
    /** @param deployment absent when CodeDeploy does not know it (any more) */
    record Found(Optional<DeploymentInfo> deployment) implements Answer {}

    @Override
    public int perCall() {
        return CodeDeployApi.DEPLOYMENTS_A_CALL;
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public boolean isLike(Question other) {
        return other instanceof DeploymentQuestion;
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        List<DeploymentInfo> found = ecs.codeDeploy()
                .deployments(alike.stream()
                        .map(question -> ((DeploymentQuestion) question).id)
                        .distinct()
                        .toList());
        if (alike.size() == 1) {
            return Map.of(this, new Found(found.stream().findFirst()));
        }
        return found.stream()
                .collect(Collectors.toMap(
                        info -> new DeploymentQuestion(info.deploymentId()),
                        info -> new Found(Optional.of(info)),
                        (one, same) -> one));
    }
}
