package io.jenkins.plugins.ecsdeploy.engine.aws.optional;

import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.OptionalClient;
import io.jenkins.plugins.ecsdeploy.engine.aws.OptionalService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.endpoints.IamEndpointProvider;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** IAM as one identity. Calls block, and throw {@link software.amazon.awssdk.core.exception.SdkException}. */
public final class RolesApi {
    /** A role as IAM has it; the trust policy is JSON. */
    public record FoundRole(String arn, String trustPolicy) {}

    private static final OptionalService<IamClient> SERVICE = RolesApi::client;

    private final OptionalClient<IamClient> iam;

    /** @param region of a partition: IAM itself is the same in all regions of one */
    public RolesApi(EcsApi ecs, String region) {
        iam = ecs.optional(SERVICE, region);
    }

    /**
     * A role of the caller's own account, whichever account its ARN names.
     *
     * @param name without its path
     */
    public Optional<FoundRole> find(String name) {
        try {
            Role role = iam.client()
                    .getRole(r -> r.roleName(name).overrideConfiguration(iam.identify()))
                    .role();
            String policy = role.assumeRolePolicyDocument() == null ? "" : role.assumeRolePolicyDocument();
            // API reference, Role: the document is URL-encoded.
            return Optional.of(new FoundRole(role.arn(), URLDecoder.decode(policy, StandardCharsets.UTF_8)));
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    private static IamClient client(OptionalService.Settings settings) {
        IamEndpointProvider provider = IamEndpointProvider.defaultProvider();
        String endpoint = settings.endpoint().map(Object::toString).orElse(null);
        return settings.client(IamClient.builder()
                .endpointProvider(asked -> provider.resolveEndpoint(
                                asked.toBuilder().endpoint(endpoint).build())
                        .thenApply(settings::checked)));
    }
}
