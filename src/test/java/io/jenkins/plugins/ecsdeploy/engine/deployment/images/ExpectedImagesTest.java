package io.jenkins.plugins.ecsdeploy.engine.deployment.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedImagesTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    void aDigestIsOne() {
        assertThat(only(DIGEST).digest()).contains(DIGEST);
        assertThat(only(DIGEST).image()).isEmpty();
    }

    @Test
    void soIsThatOfAnImage() {
        assertThat(only("registry.acme.com:5000/team/web:90@" + DIGEST).digest())
                .contains(DIGEST);
    }

    @Test
    void theDigestOfAnImageWithoutOneIsToBeLookedUp() {
        assertThat(only("registry.acme.com/team/web:90").digest()).isEmpty();
        assertThat(only("registry.acme.com/team/web:90").image()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:abc", "sha256:AAAA", "registry/Web:90", "null:"})
    void whatIsNeitherIsRefused(String text) {
        assertThatThrownBy(() -> ExpectedImages.of(Map.of("web", text)))
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll("expectImages.web is '" + text + "'", "sha256: and 64 digits");
    }

    @Test
    void anythingElseThanAMapOfTextsIsRefused() {
        assertThatThrownBy(() -> ExpectedImages.of(List.of(DIGEST)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("expectImages is a list; expected a map of containers");
        assertThatThrownBy(() -> ExpectedImages.of(Collections.singletonMap("web", null)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("expectImages.web is null");
    }

    private static ExpectedImages.Expected only(String text) {
        return ExpectedImages.read(Map.of("web", text)).get("web");
    }
}
