package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Makes the SDK's clients: time limits, retries, and one pool of connections for all of them. */
final class ClientFactory implements AutoCloseable {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    /** A poll that hangs holds a thread, and another follows anyway. */
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration FORM_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(20);
    private static final int READ_ATTEMPTS = 5;
    private static final int CHANGE_ATTEMPTS = 8;
    /** Of what is only shown, and is done without where it cannot be read. */
    private static final int SHOW_ATTEMPTS = 2;

    private final BackoffStrategy retryDelay;
    private final Connections http;
    private final boolean fips;

    /** How one client of a service is made, with its time limit and its retries. */
    interface Maker<C> extends BiFunction<Duration, RetryStrategy, C> {}

    ClientFactory(Optional<HttpProxy> proxy, boolean fips, Duration firstRetry) {
        this.fips = fips;
        this.retryDelay = BackoffStrategy.exponentialDelay(firstRetry, LONGEST_RETRY);
        this.http = new Connections(HttpPool.of(proxy));
    }

    void proxy(Optional<HttpProxy> proxy) {
        http.replace(HttpPool.of(proxy));
    }

    @Override
    public void close() {
        http.close();
    }

    /** For a service that is read, changed and polled. */
    <C extends SdkAutoCloseable> Trio<C> trio(Maker<C> client) {
        return new Trio<>(
                client.apply(READ_TIMEOUT, readRetries(READ_ATTEMPTS)),
                client.apply(READ_TIMEOUT, onlyWhatAwsRefused()),
                client.apply(POLL_TIMEOUT, DefaultRetryStrategy.doNotRetry()));
    }

    /** For a service that is only read. */
    <C> C reading(Maker<C> client) {
        return client.apply(READ_TIMEOUT, readRetries(READ_ATTEMPTS));
    }

    /** For a service whose answers are only shown. */
    <C> C showing(Maker<C> client) {
        return client.apply(POLL_TIMEOUT, readRetries(SHOW_ATTEMPTS));
    }

    /** For a person who waits at a form: it gives up soon. */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C impatient(B builder, AwsAccess access) {
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

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder,
            ClientPlace place,
            Duration timeout,
            RetryStrategy retries,
            ExecutionInterceptor... interceptors) {
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
}
