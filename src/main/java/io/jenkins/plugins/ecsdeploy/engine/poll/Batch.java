package io.jenkins.plugins.ecsdeploy.engine.poll;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;

/** Questions of one kind and cluster, asked in one call. */
final class Batch {
    private Batch() {}

    /** The answers by what was asked for; what ECS does not know is missing. */
    static Map<Question, Answer> ask(EcsApi ecs, List<Question> questions) {
        Map<Question, Answer> answers = new HashMap<>();
        Question first = questions.get(0);
        List<String> names = questions.stream().map(Question::name).distinct().toList();
        switch (first.kind()) {
            case DEPLOYMENT:
                ecs.describeServiceDeployments(names).forEach(found -> {
                    Question asked = new Question(first.kind(), first.cluster(), found.serviceDeploymentArn());
                    answers.put(asked, new Answer(asked, Optional.of(found), Optional.empty(), List.of()));
                });
                break;
            case SERVICE:
                ecs.describeServices(first.cluster(), names).services().stream()
                        .flatMap(found -> questions.stream()
                                .filter(asked -> isOf(asked, found))
                                .map(asked -> service(asked, found)))
                        .forEach(answer -> answers.put(answer.question(), answer));
                break;
            default:
                answers.put(first, alone(ecs, first));
        }
        return answers;
    }

    /** The answer when nobody else is asked for: also that there is no such thing. */
    static Answer alone(EcsApi ecs, Question question) {
        switch (question.kind()) {
            case DEPLOYMENT:
                return new Answer(
                        question,
                        ecs.describeServiceDeployments(List.of(question.name())).stream()
                                .findFirst(),
                        Optional.empty(),
                        List.of());
            case SERVICE:
                return service(question, Services.describe(ecs, question.cluster(), question.name()));
            default:
                return new Answer(
                        question,
                        Optional.empty(),
                        Optional.empty(),
                        ecs.listServiceDeployments(question.cluster(), question.name()));
        }
    }

    /** A service may be asked for by its ARN, too. */
    private static boolean isOf(Question asked, Service found) {
        return asked.name().equals(found.serviceName()) || asked.name().equals(found.serviceArn());
    }

    private static Answer service(Question question, Service found) {
        return new Answer(question, Optional.empty(), Optional.of(found), List.of());
    }
}
