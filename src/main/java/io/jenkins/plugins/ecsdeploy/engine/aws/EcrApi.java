package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageStatusFilter;
import software.amazon.awssdk.services.ecr.model.PullThroughCacheRule;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;

/**
 * The calls to ECR that the engine makes, as one identity in one region. All of them block, and throw {@link SdkException},
 * which {@link AwsFailure} puts into words.
 */
public final class EcrApi {
    private final Trio<EcrClient> clients;
    private final AwsAccess access;

    EcrApi(Trio<EcrClient> clients, AwsAccess access) {
        this.clients = clients;
        this.access = access;
    }

    /**
     * What ECR knows of an image, whatever its state: archived images, too, which it leaves out if not asked for them.
     *
     * @param account whose registry it is
     * @return nothing where there is no such image
     */
    public Optional<ImageDetail> image(String account, String repository, ImageIdentifier image) {
        try {
            return clients
                    .reading()
                    .describeImages(r -> r.registryId(account)
                            .repositoryName(repository)
                            .imageIds(image)
                            .filter(filter -> filter.imageStatus(ImageStatusFilter.ANY))
                            .overrideConfiguration(access::identify))
                    .imageDetails()
                    .stream()
                    .findFirst();
        } catch (ImageNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The manifest of a digest, or in {@code failures}, with HTTP status 200, why it is not to be had. */
    public BatchGetImageResponse manifest(
            String account, String repository, String digest, List<String> acceptedMediaTypes) {
        return clients.reading()
                .batchGetImage(r -> r.registryId(account)
                        .repositoryName(repository)
                        .imageIds(ImageIdentifier.builder().imageDigest(digest).build())
                        .acceptedMediaTypes(acceptedMediaTypes)
                        .overrideConfiguration(access::identify));
    }

    /**
     * The prefixes of the repositories of an account that ECR fills from another registry when somebody pulls (pull through
     * cache rules); {@code ROOT} stands for all.
     */
    public List<String> pullThroughPrefixes(String account) {
        return clients
                .reading()
                .describePullThroughCacheRulesPaginator(
                        r -> r.registryId(account).overrideConfiguration(access::identify))
                .pullThroughCacheRules()
                .stream()
                .map(PullThroughCacheRule::ecrRepositoryPrefix)
                .toList();
    }

    /** Puts a manifest under a tag, or under its digest alone. */
    public void put(PutImageRequest request) {
        clients.changing()
                .putImage(request.toBuilder()
                        .overrideConfiguration(access::identify)
                        .build());
    }
}
