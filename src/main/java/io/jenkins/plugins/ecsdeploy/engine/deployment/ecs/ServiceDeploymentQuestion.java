package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.aws.DescribedDeployment;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A service deployment, by DescribeServiceDeployments. */
record ServiceDeploymentQuestion(String cluster, String arn) implements Question {
    /** @param deployment absent when ECS does not know it (any more) */
    record Found(Optional<DescribedDeployment> deployment) implements Answer {}

    /** DescribeServiceDeployments, {@code serviceDeploymentArns}. */
    @Override
    public int perCall() {
        return 20;
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public boolean isLike(Question other) {
        return other instanceof ServiceDeploymentQuestion question && question.cluster.equals(cluster);
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        List<String> arns = alike.stream()
                .map(question -> ((ServiceDeploymentQuestion) question).arn)
                .distinct()
                .toList();
        List<DescribedDeployment> found = ecs.serviceDeployments().describe(arns);
        if (alike.size() == 1) {
            return Map.of(this, new Found(found.stream().findFirst()));
        }
        return found.stream()
                .collect(Collectors.toMap(
                        deployment -> new ServiceDeploymentQuestion(
                                cluster, deployment.known().serviceDeploymentArn()),
                        deployment -> new Found(Optional.of(deployment)),
                        (one, same) -> one));
    }
}
