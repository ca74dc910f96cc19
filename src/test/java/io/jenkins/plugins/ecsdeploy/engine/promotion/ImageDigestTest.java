package io.jenkins.plugins.ecsdeploy.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.registry.Quirk;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestImages;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import org.junit.jupiter.api.Test;

/** What the tag of an image points to, at a registry. */
class ImageDigestTest extends TagTestBase {
    @Test
    void oneRequestTellsIt() {
        assertThat(digest(web + ":1.0")).isEqualTo(digest);
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void itIsThatOfTheWholeIndex() {
        String index = registry.pushIndex("team/web", "all", TestImages.OCI_INDEX, TestImages.OCI_MANIFEST);

        assertThat(digest(web + ":all")).isEqualTo(index);
    }

    @Test
    void aRegistryThatDoesNotKnowHeadTellsItAsWell() {
        registry.quirk(Quirk.HEAD_NOT_FOUND);

        assertThat(digest(web + ":1.0")).isEqualTo(digest);
    }

    @Test
    void aDigestInTheNameNeedsNoQuestion() {
        assertThat(digest("registry.acme.com/web:1.0@" + digest)).isEqualTo(digest);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void withoutATagItIsTheLatest() {
        String latest = registry.push("team/web", "latest", IMAGE, TestImages.OCI_MANIFEST);

        assertThat(digest(web)).isEqualTo(latest);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> digest(web + ":2.0"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(web + ":2.0 was not found");
    }

    @Test
    void otherRegistriesAreNotCalled() {
        assertThatThrownBy(() -> digest("registry.acme.com/web:1.0"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is not one of those that this Jenkins may talk to");
    }

    private String digest(String image) {
        return stores().digest(ImageReference.parse(image), log::add);
    }
}
