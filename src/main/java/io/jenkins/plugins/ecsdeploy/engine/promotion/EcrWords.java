package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.image.EcrRepository;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;

/** What ECR's refusals mean, and what to do (API reference, PutImage "Errors" and ImageFailure). */
final class EcrWords {
    private static final Map<String, String> REMEDIES = Map.of(
            "ImageTagAlreadyExistsException",
                    "The repository's tags are immutable. Choose a tag that is not there yet, or exclude this one from the"
                            + " repository's immutability",
            "LayersNotFoundException",
                    "ECR's API takes over no layers of another repository. Copy the image with its layers on an agent, which keeps"
                            + " the digest: skopeo copy --all --preserve-digests, crane copy or regctl image copy",
            "ReferencedImagesNotFoundException",
                    "Images of the index are not in this repository, perhaps deleted by a lifecycle policy. Push it again",
            "ImageDigestDoesNotMatchException", "ECR would store another content. Push the image again",
            "LimitExceededException", "An image may have 1000 tags. Delete those that nobody needs",
            "RepositoryNotFoundException",
                    "Check the repository's name, its region and its account, and in another account its repository policy",
            "KmsException", "Check the key that the repository is encrypted with, and its policy",
            "ImageArchivedException", "Restore the image (UpdateImageStorageClass), and wait until it is ACTIVE");

    private static final Map<String, String> OF_FAILURES = Map.of(
            "ImageNotFound", "It was deleted meanwhile, perhaps by a lifecycle policy",
            "ImageInaccessible",
                    "Nobody can pull it now, as one that is archived. Restore it, and wait until it is ACTIVE",
            "KmsError", "Check the key that the repository is encrypted with, and its policy",
            "UpstreamAccessDenied", "Check the credentials of the pull through cache rule",
            "UpstreamTooManyRequests", "The registry behind the pull through cache limits pulls. Try again later",
            "UpstreamUnavailable", "The registry behind the pull through cache does not answer. Try again later");

    private EcrWords() {}

    static EngineException of(String asked, EcrRepository repository, SdkException failure) {
        String remedy = AwsFailure.code(failure)
                .map(REMEDIES::get)
                .map(text -> ". " + text)
                .orElse("");
        return new EngineException(
                asked + " (repository " + repository + ") failed: " + AwsFailure.explained(failure) + remedy, failure);
    }

    /** What came with HTTP status 200 instead of the manifest. */
    static String failures(ImageReference image, BatchGetImageResponse answer) {
        return answer.failures().stream()
                .findFirst()
                .map(failure -> "BatchGetImage of " + image + " failed: " + failure.failureCodeAsString() + ": "
                        + Shown.text(String.valueOf(failure.failureReason())) + ". "
                        + OF_FAILURES.getOrDefault(failure.failureCodeAsString(), "Push the image again"))
                .orElse("BatchGetImage of " + image
                        + " was answered without an image and without a reason. Try again later");
    }
}
