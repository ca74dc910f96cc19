package io.jenkins.plugins.ecsdeploy.engine.aws.optional;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.OptionalClient;
import io.jenkins.plugins.ecsdeploy.engine.aws.OptionalService;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.endpoints.SsmEndpointProvider;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/**
 * Parameter Store of Systems Manager in a region as one identity. Calls block, and throw {@link
 * software.amazon.awssdk.core.exception.SdkException}. Values are never asked for: GetParameters would answer with those
 * that are not encrypted.
 */
public final class ParametersApi {
    /** API reference, ParameterStringFilter, {@code Values}. */
    public static final int NAMES_A_CALL = 50;

    private static final OptionalService<SsmClient> SERVICE = ParametersApi::client;

    private final OptionalClient<SsmClient> ssm;

    public ParametersApi(EcsApi ecs, String region) {
        ssm = ecs.optional(SERVICE, region);
    }

    /**
     * Which of these parameters the caller's own account has.
     *
     * @param names at most {@value #NAMES_A_CALL}
     */
    public Set<String> existing(Collection<String> names) {
        return ssm
                .client()
                .describeParametersPaginator(r -> r.parameterFilters(
                                filter -> filter.key("Name").option("Equals").values(names))
                        .maxResults(NAMES_A_CALL)
                        .overrideConfiguration(ssm.identify()))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .map(ParameterMetadata::name)
                .collect(Collectors.toSet());
    }

    private static SsmClient client(OptionalService.Settings settings) {
        SsmEndpointProvider provider = SsmEndpointProvider.defaultProvider();
        String endpoint = settings.endpoint().map(Object::toString).orElse(null);
        return settings.client(SsmClient.builder()
                .endpointProvider(asked -> provider.resolveEndpoint(
                                asked.toBuilder().endpoint(endpoint).build())
                        .thenApply(settings::checked)));
    }
}
