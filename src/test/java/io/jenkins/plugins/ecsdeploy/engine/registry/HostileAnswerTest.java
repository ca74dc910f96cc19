package io.jenkins.plugins.ecsdeploy.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server sends, it costs little and ends soon. */
class HostileAnswerTest extends RegistryTestBase {
    private static final int MANIFEST_LIMIT = 4 * 1024 * 1024;

    @Test
    void aManifestHasAtMost4Megabytes() {
        registry.answer("GET", 200, Map.of("Content-Type", MediaTypes.OCI_MANIFEST), "x".repeat(MANIFEST_LIMIT + 1));

        assertThatThrownBy(() -> web().manifest("1.0"))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("larger than 4194304 bytes");
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void oneOf4MegabytesIsRead() {
        String text = new String(IMAGE, StandardCharsets.UTF_8);
        registry.answer(
                "GET",
                200,
                Map.of("Content-Type", MediaTypes.OCI_MANIFEST),
                text + " ".repeat(MANIFEST_LIMIT - text.length()));

        assertThat(web().manifest("1.0").orElseThrow().bytes()).hasSize(MANIFEST_LIMIT);
    }

    @Test
    void ofALongErrorOnlyTheBeginningIsRead() {
        registry.answer("GET", 400, Map.of("Content-Type", "text/plain"), "x".repeat(1_000_000));

        assertThatThrownBy(() -> web().manifest("1.0"))
                .hasMessageContaining("400")
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(1000));
    }

    @Test
    void aBodyThatNeverEndsIsGivenUp() {
        http = new RegistryHttp(HttpClient.newBuilder(), Duration.ofMillis(300));
        registry.hang("GET").hang("GET").hang("GET");

        assertThatThrownBy(() -> web().manifest("1.0"))
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.isTransient()).isTrue())
                .hasMessageContaining("nothing came within");
    }

    @Test
    void anInterruptEndsTheWait() {
        registry.hang("GET");
        Thread waiting = Thread.currentThread();
        registry.onRequest(request -> waiting.interrupt());

        assertThatThrownBy(() -> web().manifest("1.0"))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nobodyThereIsSaid() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        AllowedRegistry nobody = new AllowedRegistry("127.0.0.1:" + port, Optional.empty(), true);

        assertThatThrownBy(() ->
                        client(Optional.empty(), nobody).repository("team/web").digest("1.0"))
                .hasMessageContaining("HEAD of 127.0.0.1:" + port + "/team/web:1.0")
                .hasMessageContaining("nobody accepts the connection");
    }

    @Test
    void aHostThatDoesNotExistIsSaid() {
        AllowedRegistry nowhere = new AllowedRegistry("registry.invalid", Optional.empty(), false);

        assertThatThrownBy(() ->
                        client(Optional.empty(), nowhere).repository("team/web").digest("1.0"))
                .hasMessageContaining("there is no such host");
    }

    @Test
    void httpWhereHttpsIsWantedIsSaid() throws Exception {
        // Once in a while Java does not notice that what it reads is no TLS, and waits; then it is tried again.
        http = new RegistryHttp(HttpClient.newBuilder(), Duration.ofSeconds(5));
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread server = new Thread(() -> refuseAll(socket));
            server.setDaemon(true);
            server.start();
            String host = "127.0.0.1:" + socket.getLocalPort();
            AllowedRegistry tls = new AllowedRegistry(host, Optional.empty(), false);

            assertThatThrownBy(() ->
                            client(Optional.empty(), tls).repository("team/web").digest("1.0"))
                    .hasMessageContaining("https://" + host)
                    .hasMessageContaining("Check that it speaks TLS there");
        }
    }

    /** As a server of plain http answers what is not http. */
    private static void refuseAll(ServerSocket socket) {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                client.getInputStream().read();
                client.getOutputStream().write(bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"schemaVersion\":2}",
                "{\"schemaVersion\":2,\"layers\":[],\"manifests\":[]}",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\",\"layers\":[]}",
                "{\"schemaVersion\":2,\"layers\":[],\"layers\":[]}",
                "{\"schemaVersion\":1,\"layers\":[]}"
            })
    void whatIsNoManifestIsRefusedInWords(String text) {
        registry.answer("GET", 200, Map.of("Content-Type", MediaTypes.OCI_MANIFEST), text);

        assertThatThrownBy(() -> web().manifest("1.0"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("team/web:1.0");
    }

    @Test
    void manyLevelsOfJsonAreNoDanger() {
        registry.answer("GET", 200, Map.of("Content-Type", MediaTypes.OCI_MANIFEST), "[".repeat(1_000_000));

        assertThatThrownBy(() -> web().manifest("1.0")).isInstanceOf(EngineException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:abc", "../../etc/passwd", "sha256:../../../x", ""})
    void aChildIsNamedByADigestAlone(String name) {
        String index = "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"" + name + "\"}]}";
        registry.answer("GET", 200, Map.of("Content-Type", MediaTypes.OCI_INDEX), index);
        Manifest manifest = web().manifest("1.0").orElseThrow();

        assertThatThrownBy(manifest::children).hasMessageContaining("which is no digest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:abc", "latest", "sha512:0", "sha256:" + "0123456789abcdef\n"})
    void aDigestThatIsNoneDoesNotCount(String header) {
        registry.answer("HEAD", 200, Map.of("Docker-Content-Digest", header.replace("\n", "")), "");

        assertThat(web().digest("1.0")).contains(digest);
    }
}
