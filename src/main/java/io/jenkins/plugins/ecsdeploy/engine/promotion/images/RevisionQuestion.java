package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * A revision of a service, with the digests of its images, by DescribeServiceRevisions: twenty in a call, where task
 * definitions are described one by one.
 */
public record RevisionQuestion(String arn) implements Question {
    /** @param revision absent when ECS does not know it (any more) */
    public record Found(Optional<ServiceRevision> revision) implements Answer {}

    /** It will not be told, neither of this revision nor of others. */
    public record NotTold(SdkException why) implements Answer {}

    /** DescribeServiceRevisions, {@code serviceRevisionArns}. */
    @Override
    public int perCall() {
        return 20;
    }

    @Override
    public int rank() {
        return 3;
    }

    @Override
    public boolean isLike(Question other) {
        return other instanceof RevisionQuestion;
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        Map<Question, Answer> answers = new HashMap<>();
        try {
            List<ServiceRevision> revisions = ecs.describeServiceRevisions(alike.stream()
                    .map(question -> ((RevisionQuestion) question).arn)
                    .distinct()
                    .toList());
            alike.forEach(question -> answers.put(question, new Found(Optional.empty())));
            revisions.forEach(revision ->
                    answers.put(new RevisionQuestion(revision.serviceRevisionArn()), new Found(Optional.of(revision))));
        } catch (SdkException e) {
            if (AwsFailure.isTransient(e)) {
                throw e;
            }
            // There are other ways to what is to be known, so nobody is asked for one by one.
            alike.forEach(question -> answers.put(question, new NotTold(e)));
        }
        return answers;
    }

    /** Container to digest; without those that ECS has not found, as where a container's versionConsistency is off. */
    public static Map<String, String> digests(ServiceRevision revision) {
        return revision.containerImages().stream()
                .filter(image -> image.imageDigest() != null)
                .collect(Collectors.toMap(
                        ContainerImage::containerName, ContainerImage::imageDigest, (one, same) -> one));
    }
}
