package io.jenkins.plugins.ecsdeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ImageReferencePropertyTest {
    @Property
    void roundTrips(@ForAll("images") String image) {
        assertThat(ImageReference.parse(image)).hasToString(image);
    }

    @Property
    void aNewTagReplacesTagAndDigestAndNothingElse(@ForAll("images") String image, @ForAll("tags") String tag) {
        ImageReference before = ImageReference.parse(image);
        ImageReference after = before.withTag(tag);

        assertThat(after.tag()).contains(tag);
        assertThat(after.digest()).isEmpty();
        assertThat(after.registry()).isEqualTo(before.registry());
        assertThat(after.path()).isEqualTo(before.path());
        assertThat(ImageReference.parse(after.toString())).isEqualTo(after);
    }

    @Property
    void anyTextIsEitherTakenAsItIsOrRefused(@ForAll String text) {
        try {
            assertThat(ImageReference.parse(text)).hasToString(text);
        } catch (EngineException e) {
            assertThat(e).hasMessageContaining("is not an image");
        }
    }

    @Provide
    Arbitrary<String> images() {
        Arbitrary<String> part = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofMinLength(1)
                .ofMaxLength(8);
        Arbitrary<String> registry = Combinators.combine(
                        part, part, Arbitraries.integers().between(1, 65535).optional())
                .as((a, b, port) ->
                        a + "." + b.toUpperCase() + port.map(p -> ":" + p).orElse("") + "/");
        Arbitrary<String> path = part.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("/", parts));
        Arbitrary<String> digest = Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('a', 'f')
                .ofLength(64)
                .map(hex -> "@sha256:" + hex);
        return Combinators.combine(
                        registry.optional(), path, tags().map(t -> ":" + t).optional(), digest.optional())
                .as((r, p, t, d) -> or(r) + p + or(t) + or(d));
    }

    @Provide
    Arbitrary<String> tags() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("_.-")
                .ofMinLength(1)
                .ofMaxLength(128)
                .filter(tag -> !tag.startsWith(".") && !tag.startsWith("-"));
    }

    private static String or(Optional<String> text) {
        return text.orElse("");
    }
}
