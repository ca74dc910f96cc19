package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * What ECS made of a service, by DescribeServiceRevisions: twenty in a call, where task definitions are described one by
 * one.
 */
record RevisionLook(String arn) implements Question {
    /** The revision, if ECS still has it. */
    record Found(Optional<ServiceRevision> revision) implements Answer {}

    /** It will not be told, neither of this revision nor of others. */
    record NotTold(SdkException why) implements Answer {}

    /** DescribeServiceRevisions, {@code serviceRevisionArns}. */
    @Override
    public int perCall() {
        return 20;
    }

    @Override
    public int rank() {
        return 2;
    }

    @Override
    public boolean isLike(Question other) {
        return other instanceof RevisionLook;
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        Map<Question, Answer> answers = new HashMap<>();
        try {
            List<ServiceRevision> revisions = ecs.describeServiceRevisions(alike.stream()
                    .map(question -> ((RevisionLook) question).arn)
                    .distinct()
                    .toList());
            alike.forEach(question -> answers.put(question, new Found(Optional.empty())));
            revisions.forEach(revision ->
                    answers.put(new RevisionLook(revision.serviceRevisionArn()), new Found(Optional.of(revision))));
        } catch (SdkException e) {
            if (AwsFailure.isTransient(e)) {
                throw e;
            }
            // There is another way to what is to be known, so nobody is asked for one by one.
            alike.forEach(question -> answers.put(question, new NotTold(e)));
        }
        return answers;
    }
}
