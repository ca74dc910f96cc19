package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients, shared by all deployments: one connection pool, and the clients of each service of AWS for each
 * region and endpoint where it is used. Credentials travel with each request ({@link EcsApi}), so two deployments as
 * different identities share a client without sharing credentials.
 */
public final class AwsClients implements AutoCloseable {
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    /** ECS takes 20 registrations at once from an account, then one a second; throttled ones only add to the crowd. */
    private static final int REGISTRATIONS_AT_ONCE = 20;

    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(1);

    private final EcsApi.Paces paces =
            new EcsApi.Paces(new Pacer(BETWEEN_CHANGES, REGISTRATIONS_AT_ONCE), new Pacer(BETWEEN_CHANGES, 1));
    private final ClientFactory factory;
    private final SharedClients<Trio<EcsClient>> ecs = new SharedClients<>(this::newEcs);
    private final SharedClients<Trio<CodeDeployClient>> codeDeploy = new SharedClients<>(this::newCodeDeploy);
    private final SharedClients<Trio<EcrClient>> ecr = new SharedClients<>(this::newEcr);
    private final SharedClients<ElasticLoadBalancingV2Client> loadBalancing =
            new SharedClients<>(this::newLoadBalancing);
    private final SharedClients<Trio<CloudWatchLogsClient>> logs = new SharedClients<>(this::newLogs);
    private final SharedClients<StsClient> sts = new SharedClients<>(this::newSts);
    private final Map<OptionalService<?>, SharedClients<SdkAutoCloseable>> optional = new ConcurrentHashMap<>();

    public AwsClients(Optional<HttpProxy> proxy) {
        this(proxy, false);
    }

    /** @param fips whether only AWS's endpoints with FIPS 140 cryptography are to be called */
    public AwsClients(Optional<HttpProxy> proxy, boolean fips) {
        this(proxy, fips, FIRST_RETRY);
    }

    /** @param firstRetry how long to wait before a call is repeated for the first time; then longer, up to 20 seconds */
    public AwsClients(Optional<HttpProxy> proxy, Duration firstRetry) {
        this(proxy, false, firstRetry);
    }

    AwsClients(Optional<HttpProxy> proxy, boolean fips, Duration firstRetry) {
        factory = new ClientFactory(proxy, fips, firstRetry);
    }

    /** From now on calls go through that proxy. Those that are under way end as they began. */
    public void proxy(Optional<HttpProxy> proxy) {
        factory.proxy(proxy);
    }

    /** ECS, called as {@code access} says. Cheap; the clients behind it are shared and stay open. */
    public EcsApi ecs(AwsAccess access) {
        ClientPlace place = ClientPlace.of(access);
        Trio<EcsClient> clients = ecs.at(place);
        return new EcsApi(
                clients,
                clients.reading(),
                access,
                paces,
                new EcsApi.Others(
                        () -> codeDeploy.at(place),
                        () -> loadBalancing.at(place),
                        region -> logs.at(new ClientPlace(region, access.endpoint())),
                        (service, region) -> optional(service, new ClientPlace(region, access.endpoint()))));
    }

    /** ECR, called as {@code access} says, in that region. The clients behind it are shared and stay open. */
    public EcrApi ecr(AwsAccess access) {
        return new EcrApi(ecr.at(ClientPlace.of(access)), access);
    }

    /** STS of that region. The clients behind it are shared and stay open. */
    public StsApi sts(String region, Optional<URI> endpoint) {
        return new StsApi(sts.at(new ClientPlace(region, endpoint)));
    }

    /** ECS for a person who waits at a form: it gives up soon. Close it; the connections behind it stay open. */
    public EcsClient impatientEcs(AwsAccess access) {
        return factory.impatient(EcsClient.builder().endpointProvider(Endpoints.ecs(access.endpoint())), access);
    }

    /** STS, likewise. */
    public StsClient impatientSts(AwsAccess access) {
        return factory.impatient(StsClient.builder().endpointProvider(Endpoints.sts(access.endpoint())), access);
    }

    @Override
    public void close() {
        List.of(ecs, codeDeploy, ecr, loadBalancing, logs, sts).forEach(SharedClients::close);
        optional.values().forEach(SharedClients::close);
        factory.close();
    }

    private Trio<EcsClient> newEcs(ClientPlace place) {
        return factory.trio((timeout, retries) -> factory.client(
                EcsClient.builder().endpointProvider(Endpoints.ecs(place.endpoint())),
                place,
                timeout,
                retries,
                new RawJsonInterceptor(),
                new SessionExpired.Interceptor()));
    }

    private Trio<CodeDeployClient> newCodeDeploy(ClientPlace place) {
        return factory.trio((timeout, retries) -> factory.client(
                CodeDeployClient.builder().endpointProvider(Endpoints.codeDeploy(place.endpoint())),
                place,
                timeout,
                retries,
                new SessionExpired.Interceptor()));
    }

    private Trio<EcrClient> newEcr(ClientPlace place) {
        return factory.trio((timeout, retries) -> factory.client(
                EcrClient.builder().endpointProvider(Endpoints.ecr(place.endpoint())),
                place,
                timeout,
                retries,
                new SessionExpired.Interceptor()));
    }

    private ElasticLoadBalancingV2Client newLoadBalancing(ClientPlace place) {
        return factory.showing((timeout, retries) -> factory.client(
                ElasticLoadBalancingV2Client.builder().endpointProvider(Endpoints.loadBalancing(place.endpoint())),
                place,
                timeout,
                retries,
                new SessionExpired.Interceptor()));
    }

    private Trio<CloudWatchLogsClient> newLogs(ClientPlace place) {
        return factory.trio((timeout, retries) -> factory.client(
                CloudWatchLogsClient.builder().endpointProvider(Endpoints.logs(place.endpoint())),
                place,
                timeout,
                retries,
                new SessionExpired.Interceptor()));
    }

    private SdkAutoCloseable optional(OptionalService<?> service, ClientPlace place) {
        return optional.computeIfAbsent(service, any -> new SharedClients<>(there -> newOptional(service, there)))
                .at(place);
    }

    private SdkAutoCloseable newOptional(OptionalService<?> service, ClientPlace place) {
        return service.client(new OptionalService.Settings() {
            @Override
            public Optional<URI> endpoint() {
                return place.endpoint();
            }

            @Override
            public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
                return factory.reading((timeout, retries) ->
                        factory.client(builder, place, timeout, retries, new SessionExpired.Interceptor()));
            }
        });
    }

    /** Whose session has ended assumes its role anew by this one, so it has nothing to be told of that. */
    private StsClient newSts(ClientPlace place) {
        return factory.reading((timeout, retries) -> factory.client(
                StsClient.builder().endpointProvider(Endpoints.sts(place.endpoint())), place, timeout, retries));
    }
}
