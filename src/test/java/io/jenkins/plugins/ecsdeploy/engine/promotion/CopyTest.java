package io.jenkins.plugins.ecsdeploy.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.registry.Quirk;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another repository of the same registry: by mounts, no layer is moved. */
class CopyTest extends TagTestBase {
    private final String released = registry.host() + "/released/web";

    @BeforeEach
    void wantALogin() {
        registry.bearer("jenkins", "pa55word");
    }

    private Map<String, Object> copy(String image, String... tags) {
        return run(TagRequest.of(image, List.of(tags), released, true));
    }

    @Test
    void blobsAreMountedBeforeTheManifestIsPut() {
        Map<String, Object> result = copy(web + ":1.0", "1.0");

        assertThat(registry.tag("released/web", "1.0")).isEqualTo(digest);
        assertThat(result).containsEntry("image", released + ":1.0").containsEntry("changed", true);
        assertThat(registry.lines())
                .filteredOn(line -> line.startsWith("POST "))
                .hasSize(3)
                .allMatch(line -> line.endsWith(" 201"));
        assertThat(registry.requests())
                .noneMatch(request ->
                        request.method().equals("GET") && request.path().contains("/blobs/"));
    }

    @Test
    void ofAnIndexTheImagesComeFirst() {
        String index = registry.pushIndex("team/web", "multi", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);

        copy(web + ":multi", "1.0");

        assertThat(registry.tag("released/web", "1.0")).isEqualTo(index);
        assertThat(registry.lines())
                .filteredOn(TagTestBase::isPut)
                .hasSize(5)
                .allMatch(line -> line.endsWith(" 201"))
                .last()
                .isEqualTo("PUT /v2/released/web/manifests/1.0 201");
        assertThat(registry.lines())
                .filteredOn(TagTestBase::isPut)
                .filteredOn(line -> line.contains("sha256:"))
                .hasSize(4);
    }

    @Test
    void whatIsThereAlreadyIsLeftAlone() {
        registry.pushIndex("team/web", "multi", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);
        copy(web + ":multi", "1.0");
        registry.forgetRequests();

        copy(web + ":multi", "2.0");

        assertThat(registry.lines())
                .filteredOn(TagTestBase::isPut)
                .containsExactly("PUT /v2/released/web/manifests/2.0 201");
        assertThat(registry.lines()).noneMatch(line -> line.startsWith("POST"));
    }

    @Test
    void whereTheTagIsThereAlreadyNothingIsCopied() {
        copy(web + ":1.0", "1.0");
        registry.forgetRequests();

        assertThat(copy(web + ":1.0", "1.0")).containsEntry("changed", false);
        assertThat(registry.lines()).noneMatch(line -> line.startsWith("POST") || line.startsWith("PUT"));
    }

    @Test
    void layersFromElsewhereAreNotMounted() {
        byte[] foreign = new String(IMAGE, StandardCharsets.UTF_8)
                .replaceFirst("\"layers\": \\[\\{", "\"layers\": [{\"urls\":[\"https://example.com/layer\"],")
                .getBytes(StandardCharsets.UTF_8);
        registry.push("team/web", "foreign", foreign, TestImages.OCI_MANIFEST);

        copy(web + ":foreign", "1.0");

        assertThat(registry.lines())
                .filteredOn(line -> line.startsWith("POST "))
                .hasSize(2);
    }

    @Test
    void whereTheRegistryDoesNotMountTheToolIsNamed() {
        registry.quirk(Quirk.NO_MOUNT);

        assertThatThrownBy(() -> copy(web + ":1.0", "1.0"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("does not take over layers of another repository")
                .hasMessageContaining(
                        "skopeo copy --all --preserve-digests docker://" + web + ":1.0 docker://" + released + ":1.0");
        assertThat(registry.lines())
                .noneMatch(TagTestBase::isPut)
                .last()
                .asString()
                .startsWith("DELETE ");
    }

    @Test
    void aTokenForOneRepositoryMountsNothing() {
        registry.quirk(Quirk.FIRST_SCOPE_ONLY);

        assertThatThrownBy(() -> copy(web + ":1.0", "1.0")).hasMessageContaining("may not read the source");
    }

    @Test
    void aTokenThatExpiresInBetweenIsRenewed() {
        registry.onRequest(request -> {
            if (request.method().equals("PUT")
                    && request.header("Authorization").contains("token.2.")) {
                registry.revokeTokens();
            }
        });

        assertThat(copy(web + ":1.0", "1.0")).containsEntry("changed", true);
        assertThat(registry.lines())
                .containsSubsequence(
                        "PUT /v2/released/web/manifests/1.0 401", "PUT /v2/released/web/manifests/1.0 201");
    }

    @Test
    void betweenRegistriesTheToolIsNamed() {
        assertThatThrownBy(() -> run(TagRequest.of(web + ":1.0", List.of("1.0"), "other.example.com/web", true)))
                .hasMessageContaining("they are in different registries")
                .hasMessageContaining("docker://other.example.com/web:1.0");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void anIndexOfTooManyImagesIsRefused() {
        StringBuilder children = new StringBuilder();
        for (int i = 0; i < 2001; i++) {
            children.append(i == 0 ? "" : ",")
                    .append("{\"digest\":\"sha256:")
                    .append(String.format("%064x", i))
                    .append("\"}");
        }
        String index = "{\"schemaVersion\":2,\"manifests\":[" + children + "]}";
        registry.push("team/web", "huge", index.getBytes(StandardCharsets.UTF_8), TestImages.OCI_INDEX);

        assertThatThrownBy(() -> copy(web + ":huge", "1.0")).hasMessageContaining("which no image needs");
        assertThat(registry.requests()).hasSizeLessThan(10);
    }
}
