package io.jenkins.plugins.ecsdeploy.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which registries are called, and where. */
class RegistriesTest {
    private static final Registries REGISTRIES = new Registries(List.of(
            new AllowedRegistry("registry.example.com", Optional.empty(), false),
            new AllowedRegistry(
                    "nexus.example.com:8443", Optional.of(URI.create("https://api.example.com/docker/")), false),
            new AllowedRegistry("plain.example.com:5000", Optional.empty(), true),
            new AllowedRegistry("docker.io", Optional.empty(), false)));

    @ParameterizedTest
    @CsvSource({
        "registry.example.com/web:1, https://registry.example.com",
        "REGISTRY.example.com/web:1, https://registry.example.com",
        "nexus.example.com:8443/a/web:1, https://api.example.com/docker",
        "plain.example.com:5000/web:1, http://plain.example.com:5000",
        "nginx:1, https://registry-1.docker.io",
        "acme/web:1, https://registry-1.docker.io",
        "index.docker.io/acme/web:1, https://registry-1.docker.io"
    })
    void whereTheApiOfAnImageIs(String image, String base) {
        assertThat(REGISTRIES.of(ImageReference.parse(image)).base()).isEqualTo(URI.create(base));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example.com/web:1",
                "registry.example.com:444/web:1",
                "nexus.example.com/web:1",
                "localhost/web:1",
                "127.0.0.1:8080/web:1"
            })
    void noOtherRegistryIsCalled(String image) {
        assertThatThrownBy(() -> REGISTRIES.of(ImageReference.parse(image)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is not one of those that this Jenkins may talk to")
                .hasMessageContaining("An administrator adds it to the registries in the global configuration");
    }

    @Test
    void aTypingErrorIsNamed() {
        assertThatThrownBy(() -> REGISTRIES.of(ImageReference.parse("registri.example.com/web:1")))
                .hasMessageContaining("did you mean registry.example.com?");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx:1, library/nginx",
        "acme/web:1, acme/web",
        "docker.io/nginx, library/nginx",
        "r.example.com/web, web"
    })
    void namesOfOnePartAreInLibraryAtDockerHub(String image, String repository) {
        assertThat(AllowedRegistry.repositoryOf(ImageReference.parse(image))).isEqualTo(repository);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://r.example.com",
                "r.example.com/path",
                "",
                "a b",
                "user@r.example.com",
                "r.example.com:99999999",
                "registry",
                "-r.example.com"
            })
    void aHostIsAHost(String host) {
        assertThatThrownBy(() -> new AllowedRegistry(host, Optional.empty(), false))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is no host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x",
                "r.example.com",
                "https://user:secret@r.example.com",
                "https://r.example.com/?a",
                "https:///x"
            })
    void aUrlIsAnAddress(String url) {
        assertThatThrownBy(() -> new AllowedRegistry("r.example.com", Optional.of(URI.create(url)), true))
                .hasMessageContaining("expected https://host");
    }

    @Test
    void anEntryIsReadAsItIsWritten() {
        assertThat(AllowedRegistry.of("r.example.com", "", false))
                .isEqualTo(new AllowedRegistry("r.example.com", Optional.empty(), false));
        assertThat(AllowedRegistry.of("registry:5000", "https://r.example.com/docker/", false)
                        .base())
                .hasToString("https://r.example.com/docker");
        assertThat(AllowedRegistry.of("Index.Docker.io", null, false).key()).isEqualTo("docker.io");
        assertThatThrownBy(() -> AllowedRegistry.of("r.example.com", "https://r example", false))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'https://r example'; expected https://host");
    }

    @Test
    void plainHttpNeedsTheSwitch() {
        Optional<URI> http = Optional.of(URI.create("http://r.example.com"));

        assertThatThrownBy(() -> new AllowedRegistry("r.example.com", http, false))
                .hasMessageContaining("allow plain http for this registry");
        assertThat(new AllowedRegistry("r.example.com", http, true).base()).isEqualTo(http.get());
    }

    @Test
    void noTextOfALoginHasItsPassword() {
        assertThat(new RegistryLogin("jenkins", "secret").toString()).isEqualTo("jenkins");
    }
}
