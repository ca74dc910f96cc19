package io.jenkins.plugins.ecsdeploy.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Calls go through the proxy, and to its exceptions directly. */
class HttpProxyTest {
    private static final URI UNREACHABLE = URI.create("http://ecs.example.invalid");

    private final List<URI> proxied = new CopyOnWriteArrayList<>();
    private HttpServer proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            proxied.add(exchange.getRequestURI());
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

    @Test
    void doesNotTellThePassword() {
        assertThat(new HttpProxy("proxy.example.com", 3128, "user", "hidden", Set.of()))
                .hasToString("proxy.example.com:3128");
    }

    private void call(Set<String> exceptions) {
        HttpProxy settings = new HttpProxy("127.0.0.1", proxy.getAddress().getPort(), "", "", exceptions);
        try (AwsClients clients = new AwsClients(Optional.of(settings))) {
            clients.ecs(new AwsAccess(
                            "eu-central-1",
                            Optional.of(UNREACHABLE),
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))))
                    .describeServices("c1", List.of("web"));
        }
    }
}
