package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A service that a file names, by DescribeServices. Unlike whoever deploys to one service, many are looked at here of which
 * some may not exist, and these are not asked for again one by one.
 */
record ServiceLook(String cluster, String service) implements Question {
    /** The service. */
    record Found(Service service) implements Answer {}

    /** There is none of that name, or no such cluster. */
    record NotThere(String problem) implements Answer {}

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
        return other instanceof ServiceLook look && look.cluster.equals(cluster);
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        Map<Question, Answer> answers = new HashMap<>();
        try {
            DescribeServicesResponse answer = ecs.describeServices(
                    cluster,
                    alike.stream()
                            .map(question -> ((ServiceLook) question).service)
                            .toList());
            alike.forEach(question -> answers.put(question, ((ServiceLook) question).notThere(answer)));
            answer.services()
                    .forEach(found -> answers.put(new ServiceLook(cluster, found.serviceName()), new Found(found)));
        } catch (ClusterNotFoundException e) {
            NotThere no = new NotThere("cluster " + cluster
                    + " was not found by this identity in this region. Check the"
                    + " folder's name, the region and the account of the credentials. AWS said " + AwsFailure.text(e));
            alike.forEach(question -> answers.put(question, no));
        }
        return answers;
    }

    private NotThere notThere(DescribeServicesResponse answer) {
        String reason = answer.failures().stream()
                .filter(failure -> failure.arn() != null && failure.arn().endsWith("/" + service))
                .map(failure -> failure.reason())
                .findFirst()
                .orElse("MISSING");
        return new NotThere("service " + service + " was not found in cluster " + cluster + ": " + reason
                + ". Check the folder's name, and the region and the account of the credentials");
    }
}
