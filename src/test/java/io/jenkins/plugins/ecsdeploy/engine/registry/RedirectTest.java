package io.jenkins.plugins.ecsdeploy.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects are followed, without credentials where they lead to another host. */
class RedirectTest extends RegistryTestBase {
    private final TestRegistry storage = new TestRegistry(time);

    RedirectTest() {
        storage.push("team/web", "1.0", IMAGE, TestImages.OCI_MANIFEST);
    }

    @AfterEach
    void closeStorage() {
        storage.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noCredentialsGoToAnotherHost(int status) {
        registry.basic(USER, PASSWORD);
        Repository web = web();
        web.digest("1.0");
        registry.answer("GET", status, header("Location", storage.url() + WEB + "1.0"), "");

        assertThat(web.manifest("1.0").orElseThrow().digest()).isEqualTo(digest);

        assertThat(registry.requests())
                .last()
                .matches(request -> !request.header("Authorization").isEmpty());
        assertThat(storage.requests())
                .hasSize(1)
                .allMatch(request -> request.header("Authorization").isEmpty());
    }

    @Test
    void anotherHostThatAsksForCredentialsGetsNone() {
        registry.basic(USER, PASSWORD);
        storage.basic(USER, PASSWORD);
        Repository web = web();
        web.digest("1.0");
        registry.answer("GET", 302, header("Location", storage.url() + WEB + "1.0"), "");

        assertThatThrownBy(() -> web.manifest("1.0")).hasMessageContaining("401");
        assertThat(storage.requests())
                .hasSize(1)
                .allMatch(request -> request.header("Authorization").isEmpty());
    }

    @Test
    void aTokenServerThatRedirectsTakesNoLoginAlong() {
        registry.bearer(USER, PASSWORD)
                .answer("GET /token", 307, header("Location", storage.url() + "/token?service=x"), "");
        storage.bearer(null, null);

        // The other one's token is of no use here.
        assertThatThrownBy(() -> web().digest("1.0")).hasMessageContaining("401");

        assertThat(storage.requests())
                .hasSize(1)
                .allMatch(request -> request.header("Authorization").isEmpty());
    }

    @Test
    void withinTheRegistryTheyAreKept() {
        registry.basic(USER, PASSWORD);
        Repository web = web();
        web.digest("1.0");
        registry.answer("GET " + WEB + "other", 307, header("Location", WEB + "1.0"), "");

        assertThat(web.manifest("other").orElseThrow().digest()).isEqualTo(digest);
    }

    @Test
    void aPutGoesToNoOtherHost() {
        Manifest manifest = manifest();
        registry.answer("PUT", 307, header("Location", storage.url() + WEB + "dev"), "");

        assertThatThrownBy(() -> web().put(manifest, "dev"))
                .hasMessageContaining("which is not followed: it is another host")
                .hasMessageContaining("Check the registry's URL");
        assertThat(storage.requests()).isEmpty();
    }

    @Test
    void aCircleEnds() {
        for (int i = 0; i < 10; i++) {
            registry.answer("HEAD", 302, header("Location", WEB + "1.0"), "");
        }

        assertThatThrownBy(() -> web().digest("1.0")).hasMessageContaining("redirected more than 5 times");
        assertThat(registry.requests()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fe80::1]/",
                "http://192.168.1.1/admin",
                "ftp://x/",
                "http://a b/"
            })
    void noneLeadsWhereOnlyThisControllerGets(String location) {
        registry.answer("HEAD", 302, header("Location", location), "");

        assertThatThrownBy(() -> web().digest("1.0"))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("which is not followed");
    }

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.com, https://storage.example.net/x, true",
        "https://registry.example.com, http://registry.example.com/x, false",
        "https://registry.example.com, https://10.1.2.3/x, false",
        "https://registry.example.com, https://localhost/x, false",
        "https://registry.example.com, https://[fc00::1]/x, false",
        "https://10.1.2.3, https://10.1.2.4/x, true",
        "https://10.1.2.3, https://127.0.0.1/x, false",
        "https://169.254.1.1, https://169.254.1.1/x, true",
        "https://169.254.1.1, https://169.254.169.254/x, false",
        "http://registry.example.com, https://storage.example.net/x, true"
    })
    void whereTheyMayLead(String from, String to, boolean allowed) {
        assertThat(new Addresses(URI.create(from))
                        .objectionToRedirect(URI.create(to))
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://r.example.com/v2/, https://R.example.com:443/x, true",
        "https://r.example.com, http://r.example.com, false",
        "https://r.example.com, https://r.example.com:8443, false",
        "https://r.example.com, https://r.example.com.evil.example, false"
    })
    void whatIsTheSameHost(String one, String other, boolean same) {
        assertThat(Addresses.isSame(URI.create(one), URI.create(other))).isEqualTo(same);
    }

    @Test
    void theUploadOfAnotherHostIsNotCancelled() {
        Repository target = client(Optional.empty()).copyOf("released/web", "team/web");
        String blob = manifest().blobs().iterator().next();
        registry.answer("POST", 202, Map.of("Location", storage.url() + "/v2/x/blobs/uploads/1"), "");

        assertThat(target.mount(blob, web())).isFalse();

        assertThat(storage.requests()).isEmpty();
    }
}
