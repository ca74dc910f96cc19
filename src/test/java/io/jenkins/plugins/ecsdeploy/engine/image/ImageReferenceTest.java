package io.jenkins.plugins.ecsdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.ConformanceCases;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    static Stream<Arguments> valid() {
        return ConformanceCases.cases("image-references.json", "valid");
    }

    static Stream<Arguments> malformed() {
        return ConformanceCases.cases("image-references.json", "malformed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void takesApartAndSetsTag(String id, JsonNode expected) {
        ImageReference image = ImageReference.parse(expected.required("image").asText());

        assertThat(image.registry()).isEqualTo(text(expected, "registry"));
        assertThat(image.path()).isEqualTo(expected.required("path").asText());
        assertThat(image.tag()).isEqualTo(text(expected, "tag"));
        assertThat(image.digest()).isEqualTo(text(expected, "digest"));
        assertThat(image).hasToString(expected.required("image").asText());
        assertThat(image.withTag("90"))
                .hasToString(expected.required("withTag90").asText());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesAndShowsWhatIsMalformed(String id, JsonNode given) {
        String text = given.required("image").asText();

        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("'" + text + "' is not an image; expected [registry[:port]/]path");
    }

    @Test
    void refusesNamesAboveTheLimitOfTheGrammar() {
        assertThat(ImageReference.parse("a".repeat(255)).path()).hasSize(255);
        assertThatThrownBy(() -> ImageReference.parse("a".repeat(256))).isInstanceOf(EngineException.class);
    }

    @Test
    void aHugeTextIsRefusedWithoutShowingAllOfIt() {
        assertThatThrownBy(() -> ImageReference.parse("a/".repeat(100_000)))
                .isInstanceOf(EngineException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".1", "-1", "a b", "a:b", "a/b", "é"})
    void refusesWhatIsNoTag(String tag) {
        assertThatThrownBy(() -> ImageReference.parse("web").withTag(tag))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("'" + tag + "' is not an image tag");
    }

    @Test
    void isEqualByItsText() {
        assertThat(ImageReference.parse("web:1"))
                .isEqualTo(ImageReference.parse("web:2").withTag("1"))
                .hasSameHashCodeAs(ImageReference.parse("web:1"))
                .isNotEqualTo(ImageReference.parse("web"));
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
    }
}
