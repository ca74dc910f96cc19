package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.poll.Answer;
import io.jenkins.plugins.ecsdeploy.engine.promotion.images.RevisionQuestion;
import io.jenkins.plugins.ecsdeploy.engine.promotion.images.RunningImages;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * The digests of the images that a deployment brings. ECS has found them by the time all its tasks run, and does not change
 * them any more, so they are asked for while ECS still waits, and whoever waits for the end need not wait for them too. What
 * does not come in time, or not whole, is asked for in the end.
 */
final class EarlyDigests {
    /** There is that much time, mostly, so this may wait for others who ask the same. */
    private static final Duration WAITS = Duration.ofSeconds(4);

    private RevisionQuestion question;
    private Instant due;
    private boolean answered;
    private Optional<ServiceRevision> revision = Optional.empty();

    /** All tasks of the deployment run. */
    void ready(DeploymentRecord record, ServiceDeployment ours, Instant now) {
        if (question == null && ours.targetServiceRevision() != null && !haveDigests(record.images())) {
            question = new RevisionQuestion(ours.targetServiceRevision().arn());
            due = now.plus(WAITS);
        }
    }

    private static boolean haveDigests(Map<String, String> images) {
        return RunningImages.digestsIn(images).size() == images.size();
    }

    Optional<RevisionQuestion> question() {
        return Optional.ofNullable(question).filter(asked -> !answered);
    }

    Instant due() {
        return due;
    }

    void answered(Answer answer) {
        answered = true;
        if (answer instanceof RevisionQuestion.Found found) {
            revision = found.revision();
        }
    }

    void failed() {
        answered = true;
    }

    /** Container to digest, as far as they are known; none if it is another revision's. */
    Map<String, String> of(String taskDefinitionArn) {
        return revision.filter(found -> found.taskDefinition().equals(taskDefinitionArn))
                .map(RevisionQuestion::digests)
                .orElseGet(Map::of);
    }
}
