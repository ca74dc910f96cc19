package io.jenkins.plugins.ecsdeploy.engine.aws.optional;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.OptionalClient;
import io.jenkins.plugins.ecsdeploy.engine.aws.OptionalService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.endpoints.SecretsManagerEndpointProvider;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Secrets Manager of a region as one identity. Calls block, and throw {@link
 * software.amazon.awssdk.core.exception.SdkException}. Values are never asked for.
 */
public final class SecretsApi {
    /**
     * What is known of a secret.
     *
     * @param deleted whether it is to be deleted, so that nobody can read it
     * @param versions their ids, each with its stages; empty: none has been put there, or they are not told
     */
    public record FoundSecret(boolean deleted, Map<String, List<String>> versions) {}

    private static final OptionalService<SecretsManagerClient> SERVICE = SecretsApi::client;

    private final OptionalClient<SecretsManagerClient> secrets;

    public SecretsApi(EcsApi ecs, String region) {
        secrets = ecs.optional(SERVICE, region);
    }

    /** @param id ARN or name */
    public Optional<FoundSecret> find(String id) {
        try {
            DescribeSecretResponse secret =
                    secrets.client().describeSecret(r -> r.secretId(id).overrideConfiguration(secrets.identify()));
            return Optional.of(new FoundSecret(
                    secret.deletedDate() != null,
                    secret.hasVersionIdsToStages() ? secret.versionIdsToStages() : Map.of()));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private static SecretsManagerClient client(OptionalService.Settings settings) {
        SecretsManagerEndpointProvider provider = SecretsManagerEndpointProvider.defaultProvider();
        String endpoint = settings.endpoint().map(Object::toString).orElse(null);
        return settings.client(SecretsManagerClient.builder()
                .endpointProvider(asked -> provider.resolveEndpoint(
                                asked.toBuilder().endpoint(endpoint).build())
                        .thenApply(settings::checked)));
    }
}
