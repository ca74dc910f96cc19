package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.net.Authenticator;
import java.net.Authenticator.RequestorType;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connections to registries: sends one request and takes its answer, within limits of time and size. Proxy and trust store
 * are those of the client that is given; its login is for the proxy alone. Cheap to keep, and shared by all who move tags.
 */
public final class RegistryHttp {
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);
    /** From the request to the last byte of the answer. */
    static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private static final int PROXY_LOGIN = 407;

    private final HttpClient client;
    private final Optional<Authenticator> proxyLogin;
    private final Duration limit;
    private volatile Optional<String> proxyAuthorization = Optional.empty();

    /** @param builder with the proxy and the trust store that are to be used */
    public RegistryHttp(HttpClient.Builder builder) {
        this(builder, ANSWERS_WITHIN);
    }

    RegistryHttp(HttpClient.Builder builder, Duration limit) {
        HttpClient given = builder.build();
        // A client with an Authenticator throws away the header Authorization, and a registry's own challenge (JDK 17,
        // jdk.internal.net.http: Utils.CONTEXT_RESTRICTED, AuthenticationFilter). So this one has none.
        HttpClient.Builder own = HttpClient.newBuilder()
                .sslContext(given.sslContext())
                .sslParameters(given.sslParameters())
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECTS_WITHIN);
        given.proxy().ifPresent(own::proxy);
        this.client = own.build();
        this.proxyLogin = given.authenticator();
        this.limit = limit;
    }

    /** @throws RegistryFailure if there is no answer, or one that is too large */
    RegistryAnswer send(RegistryRequest request, Optional<String> authorization) {
        RegistryAnswer answer = once(request, authorization);
        if (answer.status() == PROXY_LOGIN && proxyAuthorization.isEmpty()) {
            proxyAuthorization = proxyLogin.flatMap(login -> login(login, request.uri()));
            return proxyAuthorization.isPresent() ? once(request, authorization) : answer;
        }
        return answer;
    }

    private RegistryAnswer once(RegistryRequest request, Optional<String> authorization) {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.uri())
                .method(request.method(), request.publisher())
                .timeout(limit);
        request.headers().forEach(http::header);
        authorization.ifPresent(value -> http.header("Authorization", value));
        proxyAuthorization.ifPresent(value -> http.header("Proxy-Authorization", value));
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(http.build(), head -> new LimitedBody(request.limit(), head.statusCode() / 100 == 2));
        try {
            HttpResponse<byte[]> answer = sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new RegistryAnswer(answer.statusCode(), answer.headers(), answer.body(), request.uri());
        } catch (ExecutionException e) {
            throw Unanswered.failure(request, e.getCause());
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw Unanswered.failure(request, new HttpTimeoutException("the body of the answer"));
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw RegistryFailure.unanswered(request.what() + " was interrupted", e, false);
        }
    }

    /** What the proxy is told; never told to anybody else. */
    private Optional<String> login(Authenticator login, URI uri) {
        return proxyFor(uri)
                .map(proxy -> login.requestPasswordAuthenticationInstance(
                        proxy.getHostString(),
                        proxy.getAddress(),
                        proxy.getPort(),
                        uri.getScheme(),
                        "",
                        "Basic",
                        null,
                        RequestorType.PROXY))
                .map(RegistryHttp::basic);
    }

    private Optional<InetSocketAddress> proxyFor(URI uri) {
        return client.proxy().map(selector -> selector.select(uri)).stream()
                .flatMap(proxies -> proxies.stream())
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .findFirst();
    }

    private static String basic(PasswordAuthentication login) {
        return new RegistryLogin(login.getUserName(), String.valueOf(login.getPassword())).basic();
    }
}
