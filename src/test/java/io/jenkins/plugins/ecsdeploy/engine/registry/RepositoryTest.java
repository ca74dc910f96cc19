package io.jenkins.plugins.ecsdeploy.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.registry.Quirk;
import io.jenkins.plugins.ecsdeploy.emulator.registry.RecordedRequest;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests and blobs of a repository, as registries and those that call themselves so answer. */
class RepositoryTest extends RegistryTestBase {
    private static final String JSON_ERROR = "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}";

    @Test
    void readsTheBytesAsTheyAre() {
        byte[] odd = TestImages.oddlySpaced("odd");
        String oddDigest = registry.push("team/web", "odd", odd, TestImages.OCI_MANIFEST);

        Manifest manifest = web().manifest("odd").orElseThrow();

        assertThat(manifest.bytes()).isEqualTo(odd);
        assertThat(manifest.digest()).isEqualTo(oddDigest);
        assertThat(manifest.mediaType()).isEqualTo(TestImages.OCI_MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void acceptsAllFourTypes(String method) {
        web().digest("1.0");
        web().manifest("1.0");

        RecordedRequest request = registry.requests().stream()
                .filter(each -> each.method().equals(method))
                .findFirst()
                .orElseThrow();
        assertThat(request.header("Accept"))
                .contains(
                        TestImages.OCI_MANIFEST,
                        TestImages.OCI_INDEX,
                        TestImages.DOCKER_MANIFEST,
                        TestImages.DOCKER_LIST);
    }

    @Test
    void readsAnIndexWhole() {
        String index = registry.pushIndex("team/web", "multi", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);

        Manifest manifest = web().manifest("multi").orElseThrow();

        assertThat(manifest.digest()).isEqualTo(index);
        assertThat(manifest.platforms()).containsExactly("linux/amd64", "linux/arm/v7", "linux/arm64/v8");
        assertThat(manifest.children()).hasSize(4);
    }

    @Test
    void asksForADigestWithHeadAlone() {
        assertThat(web().digest("1.0")).contains(digest);

        assertThat(registry.lines()).containsExactly("HEAD " + WEB + "1.0 200");
    }

    @ParameterizedTest
    @EnumSource(names = {"HEAD_NOT_FOUND", "HEAD_NOT_ALLOWED", "HEAD_WITHOUT_DIGEST"})
    void readsTheManifestWhereHeadIsNotToBeTrusted(Quirk quirk) {
        registry.quirk(quirk);

        assertThat(web().digest("1.0")).contains(digest);
        assertThat(web().digest("none")).isEmpty();
    }

    @Test
    void aRegistryThatChangesManifestsIsFoundOut() {
        registry.quirk(Quirk.GET_REWRITES);

        assertThatThrownBy(() -> web().manifest(digest))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("came with other content")
                .hasMessageContaining(digest);
    }

    @Test
    void putsTheBytesWithTheirType() {
        web().put(manifest(), "dev");

        RecordedRequest put = registry.requests().get(registry.requests().size() - 1);
        assertThat(put.body()).isEqualTo(IMAGE);
        assertThat(put.header("Content-Type")).isEqualTo(TestImages.OCI_MANIFEST);
        assertThat(registry.tag("team/web", "dev")).isEqualTo(digest);
    }

    @Test
    void aPutThatIsAnsweredWith200WasNotAnsweredByARegistry() {
        Manifest manifest = manifest();
        registry.quirk(Quirk.PUT_IS_200);

        assertThatThrownBy(() -> web().put(manifest, "dev"))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("answered with 200, and a registry answers 201");
    }

    @Test
    void aPutThatIsStoredAsSomethingElseFails() {
        Manifest manifest = manifest();
        registry.quirk(Quirk.PUT_REWRITES);

        assertThatThrownBy(() -> web().put(manifest, "dev")).hasMessageContaining("instead of " + digest);
    }

    @Test
    void aPutIsNotRepeatedByItself() {
        Manifest manifest = manifest();
        registry.cut("PUT").forgetRequests();

        assertThatThrownBy(() -> web().put(manifest, "dev"))
                .isInstanceOfSatisfying(
                        RegistryFailure.class, e -> assertThat(e.isTransient()).isTrue());
        assertThat(registry.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void readsAreTriedThreeTimes(int status) {
        registry.answer("HEAD", status, Map.of(), "").answer("HEAD", status, Map.of(), "");

        assertThat(web().digest("1.0")).contains(digest);

        assertThat(time.pauses).containsExactly(seconds(1), seconds(3));
    }

    @Test
    void threeTriesAreEnough() {
        registry.answer("HEAD", 503, Map.of(), "")
                .answer("HEAD", 503, Map.of(), "")
                .answer("HEAD", 503, Map.of(), "");

        assertThatThrownBy(() -> web().digest("1.0"))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("503")
                .hasMessageContaining("Try again later");
    }

    @Test
    void aConnectionThatIsResetIsTriedAgain() {
        registry.cut("HEAD").cut("HEAD");

        assertThat(web().digest("1.0")).contains(digest);
    }

    @Test
    void waitsAsLongAsTheRegistryAsksForIfThatIsNotLong() {
        registry.answer("HEAD", 429, header("Retry-After", "7"), "");

        assertThat(web().digest("1.0")).contains(digest);

        assertThat(time.pauses).containsExactly(seconds(7));
    }

    @Test
    void aLongWaitIsToldInstead() {
        registry.answer(
                "GET", 429, header("Retry-After", "3600"), JSON_ERROR.formatted("TOOMANYREQUESTS", "slow down"));

        assertThatThrownBy(() -> web().manifest("1.0"))
                .hasMessageContaining("429 TOOMANYREQUESTS: slow down")
                .hasMessageContaining("in 3600 seconds");
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void mountsABlobOnceAndOnlyIfItIsNotThere() {
        Repository target = client(Optional.empty()).copyOf("released/web", "team/web");
        String blob = manifest().blobs().iterator().next();
        registry.forgetRequests();

        assertThat(target.mount(blob, web())).isTrue();
        assertThat(target.mount(blob, web())).isTrue();

        assertThat(registry.lines())
                .containsExactly(
                        "HEAD /v2/released/web/blobs/" + blob + " 404",
                        "POST /v2/released/web/blobs/uploads/?mount=" + blob + "&from=team/web 201",
                        "HEAD /v2/released/web/blobs/" + blob + " 200");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_MOUNT", "NO_CANCEL"})
    void anUploadThatIsOpenedInsteadIsCancelled(Quirk quirk) {
        registry.quirk(Quirk.NO_MOUNT).quirk(quirk);
        Repository target = client(Optional.empty()).copyOf("released/web", "team/web");

        assertThat(target.mount(manifest().blobs().iterator().next(), web())).isFalse();

        assertThat(registry.lines()).last().asString().startsWith("DELETE /v2/released/web/blobs/uploads/1");
    }

    @Test
    void warningsAreShownOnce() {
        Repository web = web();
        for (int i = 0; i < 2; i++) {
            registry.answer(
                    "HEAD",
                    200,
                    Map.of("Warning", "299 - \"Your account ends soon\"", "Docker-Content-Digest", digest),
                    "");
            web.digest("1.0");
        }

        assertThat(warnings).containsExactly("Registry " + registry.host() + " warns: Your account ends soon");
    }
}
