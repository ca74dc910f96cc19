package io.jenkins.plugins.ecsdeploy.engine.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.registry.Quirk;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refusal means, by product, and what to do. */
class RefusalTest extends RegistryTestBase {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_REDEPLOY | 400 UNKNOWN: Repository does not allow updating assets | Set it to 'Allow redeploy'",
                "IMMUTABLE_412 | 412 PRECONDITION | protected from being moved",
                "IMMUTABLE_403 | 403 DENIED: tag is immutable | protected from being moved",
                "IMMUTABLE_TAG_INVALID | 400 TAG_INVALID | Choose a tag that is not there yet",
                "READ_ONLY | 405 UNSUPPORTED | Proxy and group repositories are read-only"
            })
    void ofAPut(Quirk quirk, String said, String remedy) {
        Manifest manifest = manifest();
        registry.quirk(quirk);

        assertThatThrownBy(() -> web().put(manifest, "1.0"))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("PUT of " + registry.host() + "/team/web:1.0 failed")
                .hasMessageContaining(said)
                .hasMessageContaining(remedy);
    }

    @Test
    void ofArtifactoryWhichDoesNotSayWhetherSomethingIsThere() {
        registry.quirk(Quirk.FORBIDDEN_WHERE_ABSENT);

        assertThatThrownBy(() -> web().manifest("none"))
                .hasMessageContaining("403 DENIED")
                .hasMessageContaining("Artifactory answers 403 also for what is not there");
    }

    @Test
    void ofALayerThatIsMissing() {
        Manifest manifest = manifest();
        Repository other = client(Optional.empty()).repository("other/web");

        assertThatThrownBy(() -> other.put(manifest, "dev"))
                .hasMessageContaining("404 MANIFEST_BLOB_UNKNOWN")
                .hasMessageContaining("is not in this repository");
    }

    @Test
    void ofAPageInsteadOfARegistry() {
        registry.answer("GET", 400, Map.of("Content-Type", "text/html"), "<html>no</html>");

        assertThatThrownBy(() -> web().manifest("1.0"))
                .hasMessageContaining("400 with 'text/html'")
                .hasMessageContaining("That is no answer of a registry");
    }

    @Test
    void ofAPageThatSaysAllIsWell() {
        registry.answer("GET", 200, Map.of("Content-Type", "text/html"), "<html>Welcome</html>");

        assertThatThrownBy(() -> web().manifest("1.0"))
                .hasMessageContaining("is no manifest: the answer is 'text/html'");
    }

    @Test
    void ofALimitOfDockerHub() {
        registry.answer("GET", 429, Map.of("Retry-After", "600"), "");
        AllowedRegistry hub = new AllowedRegistry("docker.io", Optional.of(registry.url()), true);
        Repository anonymous = client(Optional.empty(), hub).repository("team/web");

        assertThatThrownBy(() -> anonymous.manifest("1.0"))
                .hasMessageContaining("Docker Hub limits pulls without a login")
                .hasMessageContaining("Give credentialsId");
    }

    @Test
    void namesNoSecretThatTheAnswerRepeats() {
        registry.basic(USER, PASSWORD).answer("HEAD", 200, Map.of("Docker-Content-Digest", digest), "");
        String login = new RegistryLogin(USER, PASSWORD).basic();
        registry.answer(
                "GET",
                400,
                Map.of(),
                "{\"errors\":[{\"code\":\"X\",\"message\":\"" + login + " and " + PASSWORD + "\"}]}");

        assertThatThrownBy(() -> web().manifest("1.0"))
                .hasMessageContaining("400 X: Basic **** and ****")
                .hasMessageNotContaining(PASSWORD)
                .hasMessageNotContaining(login.substring(6));
    }

    @Test
    void cannotWriteLinesOfItsOwn() {
        registry.answer("GET", 400, Map.of(), "{\"errors\":[{\"code\":\"X\",\"message\":\"a\\nSUCCESS\"}]}");

        assertThatThrownBy(() -> web().manifest("1.0")).hasMessageContaining("a\\u000aSUCCESS");
    }
}
