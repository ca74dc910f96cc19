package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.poll.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** A revision of a service, with the digests of its images, by DescribeServiceRevisions. */
record RevisionQuestion(String cluster, String arn) implements Question {
    /** @param revision absent when ECS does not know it (any more) */
    record Found(Optional<ServiceRevision> revision) implements Answer {}

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
        return other instanceof RevisionQuestion question && question.cluster.equals(cluster);
    }

    @Override
    public Map<Question, Answer> ask(EcsApi ecs, List<Question> alike) {
        List<String> arns = alike.stream()
                .map(question -> ((RevisionQuestion) question).arn)
                .distinct()
                .toList();
        List<ServiceRevision> found = ecs.describeServiceRevisions(arns);
        if (alike.size() == 1) {
            return Map.of(this, new Found(found.stream().findFirst()));
        }
        return found.stream()
                .collect(Collectors.toMap(
                        revision -> new RevisionQuestion(cluster, revision.serviceRevisionArn()),
                        revision -> new Found(Optional.of(revision)),
                        (one, same) -> one));
    }

    /** Container to digest; without those that ECS has not found, as where a container's versionConsistency is off. */
    static Map<String, String> digests(ServiceRevision revision) {
        return revision.containerImages().stream()
                .filter(image -> image.imageDigest() != null)
                .collect(Collectors.toMap(
                        ContainerImage::containerName, ContainerImage::imageDigest, (one, same) -> one));
    }
}
