package io.jenkins.plugins.ecsdeploy.engine.aws.optional;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.OptionalClient;
import io.jenkins.plugins.ecsdeploy.engine.aws.OptionalService;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 as one identity. Calls block, and throw {@link software.amazon.awssdk.core.exception.SdkException}. */
public final class FilesApi {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** What S3 says of a file. */
    public enum Presence {
        THERE,
        MISSING,
        /** There is none, or the caller may not see it: where the bucket may not be listed S3 makes no difference. */
        NOT_SHOWN
    }

    private static final OptionalService<S3Client> SERVICE = FilesApi::client;

    private final OptionalClient<S3Client> s3;

    /** @param region to begin with: buckets of others are found from there */
    public FilesApi(EcsApi ecs, String region) {
        s3 = ecs.optional(SERVICE, region);
    }

    /** A look at a file. Its content is not read. */
    public Presence look(String bucket, String key) {
        try {
            s3.client().headObject(r -> r.bucket(bucket).key(key).overrideConfiguration(s3.identify()));
            return Presence.THERE;
        } catch (S3Exception e) {
            // An answer to HEAD has no body, so an id that S3 alone gives tells that it was S3 who answered.
            boolean ofS3 = e.extendedRequestId() != null;
            if (ofS3 && e.statusCode() == NOT_FOUND) {
                return Presence.MISSING;
            }
            if (ofS3 && e.statusCode() == FORBIDDEN) {
                return Presence.NOT_SHOWN;
            }
            throw e;
        }
    }

    private static S3Client client(OptionalService.Settings settings) {
        S3EndpointProvider provider = S3EndpointProvider.defaultProvider();
        String endpoint = settings.endpoint().map(Object::toString).orElse(null);
        return settings.client(S3Client.builder()
                .crossRegionAccessEnabled(true)
                .forcePathStyle(endpoint != null)
                .endpointProvider(asked -> provider.resolveEndpoint(
                                asked.toBuilder().endpoint(endpoint).build())
                        .thenApply(settings::checked)));
    }
}
