package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/** The newest service deployments of one service, by ListServiceDeployments. */
record NewestDeploymentsQuestion(String cluster, String service) implements Question {
    record Found(List<ServiceDeploymentBrief> newest) implements Answer {}

    @Override
    public int rank() {
        return 2;
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        return Map.of(this, new Found(ecs.serviceDeployments().newest(cluster, service)));
    }
}
