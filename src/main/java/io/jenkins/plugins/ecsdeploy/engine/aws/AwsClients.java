package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients, shared by all deployments: one connection pool, and three clients of ECS, and of CodeDeploy where
 * that is used, for each region and endpoint. Credentials travel with each request ({@link EcsApi}), so two deployments as
 * different identities share a client without sharing credentials.
 */
public final class AwsClients implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    /** A poll that hangs holds a thread, and another follows anyway. */
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration FORM_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);
    private static final int MAX_CONNECTIONS = 20;
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(20);
    private static final int READ_ATTEMPTS = 5;
    private static final int CHANGE_ATTEMPTS = 8;
    /** Of what is only shown, and is done without where it cannot be read. */
    private static final int SHOW_ATTEMPTS = 2;

    /** ECS takes 20 registrations at once from an account, then one a second; throttled ones only add to the crowd. */
    private static final int REGISTRATIONS_AT_ONCE = 20;

    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(1);

    private final EcsApi.Paces paces =
            new EcsApi.Paces(new Pacer(BETWEEN_CHANGES, REGISTRATIONS_AT_ONCE), new Pacer(BETWEEN_CHANGES, 1));
    private final BackoffStrategy retryDelay;
    private final Connections http;
    private final Map<Place, Trio<EcsClient>> ecs = new ConcurrentHashMap<>();
    private final Map<Place, Trio<CodeDeployClient>> codeDeploy = new ConcurrentHashMap<>();
    private final Map<Place, ElasticLoadBalancingV2Client> loadBalancing = new ConcurrentHashMap<>();
    private final Map<Place, Trio<CloudWatchLogsClient>> logs = new ConcurrentHashMap<>();
    private final Map<Place, Trio<EcrClient>> ecr = new ConcurrentHashMap<>();
    private final Map<Place, StsClient> sts = new ConcurrentHashMap<>();
    private final boolean fips;

    private record Place(String region, Optional<URI> endpoint) {}

    /**
     * Three clients of one service of AWS. Reads may be repeated whatever happened; a change may not, because its answer may
     * be lost after it was done; a poll is repeated by the poller itself, which knows who else wants to call.
     */
    record Trio<C extends SdkAutoCloseable>(C reading, C changing, C polling) implements AutoCloseable {
        @Override
        public void close() {
            reading.close();
            changing.close();
            polling.close();
        }
    }

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
        this.fips = fips;
        this.retryDelay = BackoffStrategy.exponentialDelay(firstRetry, LONGEST_RETRY);
        this.http = new Connections(http(proxy));
    }

    /** From now on calls go through that proxy. Those that are under way end as they began. */
    public void proxy(Optional<HttpProxy> proxy) {
        http.replace(http(proxy));
    }

    /** ECS, called as {@code access} says. Cheap; the clients behind it are shared and stay open. */
    public EcsApi ecs(AwsAccess access) {
        Place place = new Place(access.region(), access.endpoint());
        Trio<EcsClient> clients =
                ecs.computeIfAbsent(place, key -> trio((timeout, retries) -> ecs(key, timeout, retries)));
        return new EcsApi(
                clients,
                clients.reading(),
                access,
                paces,
                new EcsApi.Others(
                        () -> codeDeploy.computeIfAbsent(
                                place, key -> trio((timeout, retries) -> codeDeploy(key, timeout, retries))),
                        () -> loadBalancing(place),
                        region -> logs(new Place(region, access.endpoint()))));
    }

    /** ECR, called as {@code access} says, in that region. The clients behind it are shared and stay open. */
    public EcrApi ecr(AwsAccess access) {
        Place place = new Place(access.region(), access.endpoint());
        return new EcrApi(
                ecr.computeIfAbsent(place, key -> trio((timeout, retries) -> ecr(key, timeout, retries))), access);
    }

    /** STS of that region. The clients behind it are shared and stay open. */
    public StsApi sts(String region, Optional<URI> endpoint) {
        return new StsApi(sts.computeIfAbsent(
                new Place(region, endpoint),
                place -> client(
                        StsClient.builder().endpointProvider(Endpoints.sts(place.endpoint())),
                        place,
                        READ_TIMEOUT,
                        readRetries())));
    }

    /** ECS for a person who waits at a form: it gives up soon. Close it; the connections behind it stay open. */
    public EcsClient impatientEcs(AwsAccess access) {
        return impatient(EcsClient.builder().endpointProvider(Endpoints.ecs(access.endpoint())), access);
    }

    /** STS, likewise. */
    public StsClient impatientSts(AwsAccess access) {
        return impatient(StsClient.builder().endpointProvider(Endpoints.sts(access.endpoint())), access);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C impatient(
            B builder, AwsAccess access) {
        builder.httpClient(http)
                .region(Region.of(access.region()))
                .credentialsProvider(access.credentials())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(FORM_TIMEOUT)
                        .apiCallTimeout(FORM_TIMEOUT.plus(FORM_TIMEOUT))
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(2)
                                .build())
                        .build());
        return at(access.endpoint(), builder).build();
    }

    @Override
    public void close() {
        ecs.values().forEach(Trio::close);
        ecs.clear();
        codeDeploy.values().forEach(Trio::close);
        codeDeploy.clear();
        loadBalancing.values().forEach(ElasticLoadBalancingV2Client::close);
        loadBalancing.clear();
        logs.values().forEach(Trio::close);
        logs.clear();
        ecr.values().forEach(Trio::close);
        ecr.clear();
        sts.values().forEach(StsClient::close);
        sts.clear();
        http.close();
    }

    private <C extends SdkAutoCloseable> Trio<C> trio(BiFunction<Duration, RetryStrategy, C> client) {
        return new Trio<>(
                client.apply(READ_TIMEOUT, readRetries()),
                client.apply(READ_TIMEOUT, onlyWhatAwsRefused()),
                client.apply(POLL_TIMEOUT, DefaultRetryStrategy.doNotRetry()));
    }

    private EcsClient ecs(Place place, Duration timeout, RetryStrategy retries) {
        return client(
                EcsClient.builder().endpointProvider(Endpoints.ecs(place.endpoint())),
                place,
                timeout,
                retries,
                new RawJsonInterceptor(),
                new SessionExpired.Interceptor());
    }

    private CodeDeployClient codeDeploy(Place place, Duration timeout, RetryStrategy retries) {
        return client(
                CodeDeployClient.builder().endpointProvider(Endpoints.codeDeploy(place.endpoint())),
                place,
                timeout,
                retries,
                new SessionExpired.Interceptor());
    }

    private ElasticLoadBalancingV2Client loadBalancing(Place place) {
        return loadBalancing.computeIfAbsent(
                place,
                key -> client(
                        ElasticLoadBalancingV2Client.builder()
                                .endpointProvider(Endpoints.loadBalancing(key.endpoint())),
                        key,
                        POLL_TIMEOUT,
                        readRetries(SHOW_ATTEMPTS),
                        new SessionExpired.Interceptor()));
    }

    private EcrClient ecr(Place place, Duration timeout, RetryStrategy retries) {
        return client(
                EcrClient.builder().endpointProvider(Endpoints.ecr(place.endpoint())),
                place,
                timeout,
                retries,
                new SessionExpired.Interceptor());
    }

    private Trio<CloudWatchLogsClient> logs(Place place) {
        return logs.computeIfAbsent(place, key -> trio((timeout, retries) -> logs(key, timeout, retries)));
    }

    private CloudWatchLogsClient logs(Place place, Duration timeout, RetryStrategy retries) {
        return client(
                CloudWatchLogsClient.builder().endpointProvider(Endpoints.logs(place.endpoint())),
                place,
                timeout,
                retries,
                new SessionExpired.Interceptor());
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, Place place, Duration timeout, RetryStrategy retries, ExecutionInterceptor... interceptors) {
        builder.httpClient(http)
                .region(Region.of(place.region()))
                // Never used: each request brings its own. Anonymous, so that a forgotten one is refused by AWS
                // instead of being signed as the controller.
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(timeout)
                        .apiCallTimeout(CALL_TIMEOUT)
                        .retryStrategy(retries)
                        .executionInterceptors(List.of(interceptors))
                        .build());
        return at(place.endpoint(), builder).build();
    }

    private <B extends AwsClientBuilder<B, ?>> B at(Optional<URI> endpoint, B builder) {
        B there = builder.endpointOverride(endpoint.orElse(Endpoints.NOT_LOOKED_FOR));
        return fips && endpoint.isEmpty() ? there.fipsEnabled(true) : there;
    }

    private RetryStrategy readRetries() {
        return readRetries(READ_ATTEMPTS);
    }

    private RetryStrategy readRetries(int attempts) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .throttlingBackoffStrategy(retryDelay)
                .backoffStrategy(retryDelay)
                .build();
    }

    /** Throttled calls were not carried out, so they alone are repeated. */
    private RetryStrategy onlyWhatAwsRefused() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false)
                .maxAttempts(CHANGE_ATTEMPTS)
                .retryOnException(AwsFailure::isThrottling)
                .treatAsThrottling(AwsFailure::isThrottling)
                .throttlingBackoffStrategy(retryDelay)
                .backoffStrategy(retryDelay)
                .build();
    }

    private static SdkHttpClient http(Optional<HttpProxy> proxy) {
        return ApacheHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(READ_TIMEOUT)
                .connectionAcquisitionTimeout(READ_TIMEOUT)
                .maxConnections(MAX_CONNECTIONS)
                .proxyConfiguration(proxy.map(AwsClients::proxyConfiguration)
                        .orElseGet(() -> ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariableValues(false)
                                .build()))
                .build();
    }

    private static ProxyConfiguration proxyConfiguration(HttpProxy proxy) {
        ProxyConfiguration.Builder builder = ProxyConfiguration.builder()
                .endpoint(URI.create("http://" + proxy.host() + ":" + proxy.port()))
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .nonProxyHosts(proxy.exceptions());
        if (!proxy.user().isEmpty()) {
            builder.username(proxy.user()).password(proxy.password());
        }
        return builder.build();
    }
}
