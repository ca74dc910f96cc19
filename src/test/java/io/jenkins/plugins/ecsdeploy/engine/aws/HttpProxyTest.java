package io.jenkins.plugins.ecsdeploy.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Calls go through the proxy, and to its exceptions directly. */
class HttpProxyTest {
    private static final URI UNREACHABLE = URI.create("http://ecs.example.invalid");

    private final List<URI> proxied = new CopyOnWriteArrayList<>();
    /** Taken by a test to hold an answer back. */
    private final Semaphore answers = new Semaphore(1);

    private final Semaphore arrived = new Semaphore(0);
    private HttpServer proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            proxied.add(exchange.getRequestURI());
            arrived.release();
            answers.acquireUninterruptibly();
            answers.release();
            byte[] answer = "{\"services\":[],\"failures\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.stop(0);
    }

    @Test
    void callsGoThroughTheProxy() {
        call(Set.of());

        assertThat(proxied).containsExactly(URI.create("http://ecs.example.invalid/"));
    }

    @Test
    void exceptionsAreCalledDirectly() {
        assertThatThrownBy(() -> call(Set.of(".*\\.example\\.invalid")))
                .satisfies(e -> assertThat(AwsFailure.isUnknownHost(e)).isTrue());
        assertThat(proxied).isEmpty();
    }

    /** Jenkins' proxy is changed while a call waits for its answer. */
    @Test
    void aCallUnderWayEndsThroughTheProxyThatItBeganWith() throws Exception {
        HttpProxy settings = settings(Set.of());
        try (AwsClients clients = new AwsClients(Optional.of(settings), Duration.ofMillis(1))) {
            answers.acquire();
            CompletableFuture<Void> underWay = CompletableFuture.runAsync(() -> call(clients));
            assertThat(arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

            clients.proxy(Optional.of(settings(Set.of(".*\\.example\\.invalid"))));

            assertThatThrownBy(() -> call(clients))
                    .satisfies(e -> assertThat(AwsFailure.isUnknownHost(e)).isTrue());
            answers.release();
            underWay.get(10, TimeUnit.SECONDS);
            assertThat(proxied).hasSize(1);
        }
    }

    @Test
    void doesNotTellThePassword() {
        assertThat(new HttpProxy("proxy.example.com", 3128, "user", "hidden", Set.of()))
                .hasToString("proxy.example.com:3128");
    }

    private void call(Set<String> exceptions) {
        try (AwsClients clients = new AwsClients(Optional.of(settings(exceptions)), Duration.ofMillis(1))) {
            call(clients);
        }
    }

    private HttpProxy settings(Set<String> exceptions) {
        return new HttpProxy("127.0.0.1", proxy.getAddress().getPort(), "", "", exceptions);
    }

    private static void call(AwsClients clients) {
        clients.ecs(new AwsAccess(
                        "eu-central-1",
                        Optional.of(UNREACHABLE),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))))
                .describeServices("c1", List.of("web"));
    }
}
