package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/** Connections to AWS, through a proxy or not; never through one that is only in the environment. */
final class HttpPool {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_CONNECTIONS = 20;

    private HttpPool() {}

    static SdkHttpClient of(Optional<HttpProxy> proxy) {
        return ApacheHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(READ_TIMEOUT)
                .connectionAcquisitionTimeout(READ_TIMEOUT)
                .maxConnections(MAX_CONNECTIONS)
                .proxyConfiguration(proxy.map(HttpPool::proxyConfiguration)
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
