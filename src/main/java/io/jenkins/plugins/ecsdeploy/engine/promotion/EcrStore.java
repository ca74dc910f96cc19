package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcrApi;
import io.jenkins.plugins.ecsdeploy.engine.image.EcrRepository;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.Digest;
import io.jenkins.plugins.ecsdeploy.engine.registry.Manifest;
import io.jenkins.plugins.ecsdeploy.engine.registry.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageStatus;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;

/**
 * A repository of Amazon ECR, by its API. Tags are resolved by DescribeImages, and manifests are read by their digest alone:
 * read by a tag, ECR may answer with a translation, which has another digest (user guide, "Container image manifest format
 * support in Amazon ECR").
 */
final class EcrStore implements ImageStore {
    private final EcrApi ecr;
    private final EcrRepository repository;

    EcrStore(EcrApi ecr, EcrRepository repository) {
        this.ecr = ecr;
        this.repository = repository;
    }

    @Override
    public Manifest resolve(ImageReference image) {
        return manifest(image, digest(image));
    }

    @Override
    public String digest(ImageReference image) {
        ImageDetail detail = describe(image.digest()
                        .map(EcrStore::byDigest)
                        .orElseGet(() -> byTag(image.tag().orElseThrow())))
                .orElseThrow(() ->
                        UnusableImage.missing("Image " + image + " was not found. Check its repository and its tag, and"
                                + " that no lifecycle policy has deleted it"));
        if (detail.imageStatus() == ImageStatus.ARCHIVED || detail.imageStatus() == ImageStatus.ACTIVATING) {
            throw UnusableImage.archived(
                    "Image " + image + " exists, but it is " + detail.imageStatusAsString()
                            + " in ECR, so nobody can pull it. Restore it (UpdateImageStorageClass), and wait until it is ACTIVE");
        }
        return detail.imageDigest();
    }

    private Manifest manifest(ImageReference image, String digest) {
        BatchGetImageResponse answer = ecr.manifest(repository.account(), repository.name(), digest, MediaTypes.ALL);
        Image found = answer.images().stream()
                .findFirst()
                .orElseThrow(() -> new EngineException(EcrWords.failures(image, answer)));
        byte[] bytes = found.imageManifest().getBytes(StandardCharsets.UTF_8);
        if (!Digest.of(bytes).equals(digest)) {
            throw new EngineException(
                    "Image " + image + " is " + digest + ", but ECR answered with a manifest of the digest "
                            + Digest.of(bytes) + ". Push the image again");
        }
        return Manifest.of(image.toString(), bytes, Optional.ofNullable(found.imageManifestMediaType()));
    }

    @Override
    public TagLook look(String tag) {
        return TagLook.of(describe(byTag(tag)).map(ImageDetail::imageDigest));
    }

    @Override
    public void put(Manifest manifest, String tag) {
        put(request(manifest).imageTag(tag).build());
    }

    @Override
    public boolean has(String digest) {
        return describe(byDigest(digest)).isPresent();
    }

    @Override
    public void put(Manifest manifest) {
        put(request(manifest).build());
    }

    /** With the digest, so that ECR refuses what it would store as something else. */
    private PutImageRequest.Builder request(Manifest manifest) {
        return PutImageRequest.builder()
                .registryId(repository.account())
                .repositoryName(repository.name())
                .imageManifest(new String(manifest.bytes(), StandardCharsets.UTF_8))
                .imageManifestMediaType(manifest.mediaType())
                .imageDigest(manifest.digest());
    }

    private void put(PutImageRequest request) {
        try {
            ecr.put(request);
        } catch (ImageAlreadyExistsException e) {
            // This tag is on this manifest already, which is what was wanted.
        }
    }

    /** The API has no mount: whether the layers are there already, PutImage says. */
    @Override
    public boolean takeBlob(String digest, ImageStore from) {
        return true;
    }

    @Override
    public boolean isTransient(RuntimeException failure) {
        return failure instanceof SdkException && AwsFailure.isTransient(failure);
    }

    @Override
    public boolean isRefusal(RuntimeException failure) {
        return failure instanceof AwsServiceException answer && answer.statusCode() / 100 == 4;
    }

    @Override
    public RuntimeException words(RuntimeException failure, String asked) {
        return failure instanceof SdkException aws ? EcrWords.of(asked, repository, aws) : failure;
    }

    private Optional<ImageDetail> describe(ImageIdentifier image) {
        return ecr.image(repository.account(), repository.name(), image);
    }

    private static ImageIdentifier byTag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    private static ImageIdentifier byDigest(String digest) {
        return ImageIdentifier.builder().imageDigest(digest).build();
    }
}
