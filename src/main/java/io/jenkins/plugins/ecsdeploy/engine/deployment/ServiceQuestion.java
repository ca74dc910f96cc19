package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A service as it is, by DescribeServices.
 *
 * @param name the service's name or ARN
 */
public record ServiceQuestion(String cluster, String name) implements Question {
    /** The service. */
    public record Found(Service service) implements Answer {}

    /** DescribeServices, {@code services}. */
    @Override
    public int perCall() {
        return 10;
    }

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public boolean isLike(Question other) {
        return other instanceof ServiceQuestion question && question.cluster.equals(cluster);
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        if (alike.size() == 1) {
            return Map.of(this, new Found(Services.describe(ecs, cluster, name)));
        }
        Map<Question, Answer> answers = new HashMap<>();
        List<ServiceQuestion> asked =
                alike.stream().map(ServiceQuestion.class::cast).distinct().toList();
        ecs.describeServices(cluster, asked.stream().map(ServiceQuestion::name).toList())
                .services()
                .forEach(service -> asked.stream()
                        .filter(question -> question.isFor(service))
                        .forEach(question -> answers.put(question, new Found(service))));
        return answers;
    }

    private boolean isFor(Service service) {
        return name.equals(service.serviceName()) || name.equals(service.serviceArn());
    }
}
