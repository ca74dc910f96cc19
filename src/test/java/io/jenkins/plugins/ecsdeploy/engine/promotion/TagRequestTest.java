package io.jenkins.plugins.ecsdeploy.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before a registry is called. */
class TagRequestTest {
    private static TagRequest of(String image, String to, String... tags) {
        return TagRequest.of(image, List.of(tags), to, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".dev", "a b", "a/b", "x:y", "dev\n"})
    void aTagIsATag(String tag) {
        assertThatThrownBy(() -> of("r.example.com/web:1", null, tag))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is not an image tag");
    }

    @ParameterizedTest
    @CsvSource({
        "r.example.com/web, , has neither a tag nor a digest",
        "r.example.com/Web:1, , is not an image",
        "r.example.com/web:1, r.example.com/other:2, expected one without a tag or a digest",
        "r.example.com/web:1, r.example.com/, is not an image"
    })
    void whatIsMissingOrTooMuchIsSaid(String image, String to, String words) {
        assertThatThrownBy(() -> of(image, to, "dev"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aDigestIsOneOfSha256() {
        assertThatThrownBy(() -> of("r.example.com/web@sha512:" + "a".repeat(128), null, "dev"))
                .hasMessageContaining("not one of SHA-256");
    }

    @Test
    void aTagIsNeeded() {
        assertThatThrownBy(() -> of("r.example.com/web:1", null)).hasMessageContaining("No tag was given");
    }

    @Test
    void theSameTagTwiceIsOne() {
        assertThat(of("r.example.com/web:1", "", "dev", "test", "dev").tags()).containsExactly("dev", "test");
    }
}
