package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.services.cloudwatchlogs.endpoints.CloudWatchLogsEndpointProvider;
import software.amazon.awssdk.services.codedeploy.endpoints.CodeDeployEndpointProvider;
import software.amazon.awssdk.services.ecr.endpoints.EcrEndpointProvider;
import software.amazon.awssdk.services.ecs.endpoints.EcsEndpointProvider;
import software.amazon.awssdk.services.elasticloadbalancingv2.endpoints.ElasticLoadBalancingV2EndpointProvider;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * Where AWS is called: at its own address in the region, or at the one that is configured for the plugin. What the SDK
 * finds around it ({@code AWS_ENDPOINT_URL}, {@code aws.endpointUrl}, {@code endpoint_url} of a profile) does not count:
 * it is meant for other programs of the controller, and would get the signed requests of everybody who deploys.
 */
final class Endpoints {
    /** Given to clients of AWS's own address, so that the SDK does not even read what is around it. Never called. */
    static final URI NOT_LOOKED_FOR = URI.create("https://amazonaws.com");

    private Endpoints() {}

    static EcsEndpointProvider ecs(Optional<URI> configured) {
        EcsEndpointProvider provider = EcsEndpointProvider.defaultProvider();
        return found -> provider.resolveEndpoint(
                        found.toBuilder().endpoint(text(configured)).build())
                .thenApply(Endpoints::checked);
    }

    static CodeDeployEndpointProvider codeDeploy(Optional<URI> configured) {
        CodeDeployEndpointProvider provider = CodeDeployEndpointProvider.defaultProvider();
        return found -> provider.resolveEndpoint(
                        found.toBuilder().endpoint(text(configured)).build())
                .thenApply(Endpoints::checked);
    }

    static ElasticLoadBalancingV2EndpointProvider loadBalancing(Optional<URI> configured) {
        ElasticLoadBalancingV2EndpointProvider provider = ElasticLoadBalancingV2EndpointProvider.defaultProvider();
        return found -> provider.resolveEndpoint(
                        found.toBuilder().endpoint(text(configured)).build())
                .thenApply(Endpoints::checked);
    }

    static EcrEndpointProvider ecr(Optional<URI> configured) {
        EcrEndpointProvider provider = EcrEndpointProvider.defaultProvider();
        return found -> provider.resolveEndpoint(
                        found.toBuilder().endpoint(text(configured)).build())
                .thenApply(Endpoints::checked);
    }

    static StsEndpointProvider sts(Optional<URI> configured) {
        StsEndpointProvider provider = StsEndpointProvider.defaultProvider();
        return found -> provider.resolveEndpoint(
                        found.toBuilder().endpoint(text(configured)).build())
                .thenApply(Endpoints::checked);
    }

    static CloudWatchLogsEndpointProvider logs(Optional<URI> configured) {
        CloudWatchLogsEndpointProvider provider = CloudWatchLogsEndpointProvider.defaultProvider();
        return found -> provider.resolveEndpoint(
                        found.toBuilder().endpoint(text(configured)).build())
                .thenApply(Endpoints::checked);
    }

    private static String text(Optional<URI> configured) {
        return configured.map(URI::toString).orElse(null);
    }

    /** The SDK makes an address of whatever is said to be a region. */
    static Endpoint checked(Endpoint endpoint) {
        if (endpoint.url().getHost() == null) {
            throw SdkClientException.create(endpoint.url() + " has no host. Check the region");
        }
        return endpoint;
    }
}
