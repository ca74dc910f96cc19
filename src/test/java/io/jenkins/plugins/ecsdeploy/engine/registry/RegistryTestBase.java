package io.jenkins.plugins.ecsdeploy.engine.registry;

import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A registry with the image team/web:1.0, and a client of it. */
abstract class RegistryTestBase {
    static final String USER = "jenkins";
    static final String PASSWORD = "pa55word+of/jenkins";
    static final String WEB = "/v2/team/web/manifests/";
    static final byte[] IMAGE = TestImages.image(TestImages.OCI_MANIFEST, "web");

    final TestTime time = new TestTime();
    final TestRegistry registry = new TestRegistry(time);
    final String digest = registry.push("team/web", "1.0", IMAGE, TestImages.OCI_MANIFEST);
    final List<String> warnings = new ArrayList<>();
    RegistryHttp http = new RegistryHttp(HttpClient.newBuilder());

    @AfterEach
    void close() {
        registry.close();
    }

    /** As Jenkins' user, whatever the registry asks for. */
    Repository web() {
        return client(Optional.of(new RegistryLogin(USER, PASSWORD))).repository("team/web");
    }

    Repository anonymous() {
        return client(Optional.empty()).repository("team/web");
    }

    RegistryClient client(Optional<RegistryLogin> login) {
        return client(login, new AllowedRegistry(registry.host(), Optional.empty(), true));
    }

    RegistryClient client(Optional<RegistryLogin> login, AllowedRegistry allowed) {
        return new RegistryClient(http, allowed, login, time, time, warnings::add);
    }

    Manifest manifest() {
        return web().manifest("1.0").orElseThrow();
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    static Optional<URI> url(String text) {
        return Optional.of(URI.create(text));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, String> header(String name, String value) {
        return Map.of(name, value);
    }
}
