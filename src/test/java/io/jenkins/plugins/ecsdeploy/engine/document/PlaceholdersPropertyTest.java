package io.jenkins.plugins.ecsdeploy.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlaceholdersPropertyTest {
    private static final List<String> NASTY = List.of(
            "\"",
            "\\",
            "\n",
            "\r",
            "${",
            "${A}",
            "$${",
            "}",
            "{",
            "[",
            "]",
            ",",
            ":",
            "<IMAGE1_NAME>",
            "<A>",
            "'",
            "#",
            "- ",
            "&a ",
            "*a",
            "!!",
            "|",
            "\t",
            "\u0000",
            "\u2028",
            "\uD800",
            "\uFEFF",
            "x",
            "1",
            "true",
            "null",
            " ",
            "u0022");

    /** In a string the document gets exactly this text, whatever it is: no structure, no second expansion. */
    @Property
    void inAStringAValueArrivesAsItIs(@ForAll("values") String value) {
        Placeholders values = Placeholders.of(Map.of("A", value, "IMAGE1_NAME", value));

        JsonNode json = DocumentReader.read("t.json", "{\"a\": \"<${A}>\", \"b\": \"<IMAGE1_NAME>\"}", values);
        JsonNode yaml = DocumentReader.read("t.yaml", "a: '<${A}>'\nb: \"<IMAGE1_NAME>\"", values);

        assertThat(json).isEqualTo(yaml).hasSize(2);
        assertThat(json.get("a").textValue()).isEqualTo("<" + value + ">");
        assertThat(json.get("b").textValue()).isEqualTo(value);
    }

    /** Whatever stands before and behind it in the string, the value adds no member and ends no string. */
    @Property
    void noValueChangesTheStructureOfJson(@ForAll("values") String value, @ForAll("values") String around) {
        String text = "{\"a\": \"" + around.replaceAll("[\"\\r\\n]", "") + "${A}\", \"b\": [1]}";
        try {
            JsonNode tree = DocumentReader.read("t.json", text, Placeholders.of(Map.of("A", value)));

            assertThat(tree.properties()).extracting(Map.Entry::getKey).containsExactly("a", "b");
            assertThat(tree.get("a").isTextual()).isTrue();
        } catch (EngineException e) {
            assertThat(e).hasMessageStartingWith("t.json");
        }
    }

    @Property
    void outsideOfAStringThereIsNothingButALiteral(@ForAll("values") String value) {
        Placeholders values = Placeholders.of(Map.of("A", value));
        try {
            JsonNode tree = DocumentReader.read("t.json", "{\"a\": ${A}}", values);

            assertThat(tree).hasSize(1);
            assertThat(tree.get("a").isNumber()
                            || tree.get("a").isBoolean()
                            || tree.get("a").isNull())
                    .isTrue();
        } catch (EngineException e) {
            assertThat(e).hasMessageContaining("the value of ${A} is not a number");
        }
        assertThat(DocumentReader.read("t.yaml", "a: ${A}", values).get("a").isValueNode())
                .isTrue();
    }

    @Property
    void textWithoutPlaceholdersIsUnchanged(@ForAll("values") String text) throws JsonProcessingException {
        String plain = text.replace("{", "(").replace("<", "(");
        String json = Json.MAPPER.writeValueAsString(Map.of("a", plain, "b", List.of(plain)));

        assertThat(DocumentReader.read("t.json", json, Placeholders.of(Map.of("A", "1"))))
                .isEqualTo(DocumentReader.read("t.json", json, Placeholders.none()));
    }

    @Property
    void anyTextIsReadOrRefusedInWords(@ForAll("values") String text) {
        for (String name : List.of("t.json", "t.yaml")) {
            try {
                DocumentReader.read(name, text, Placeholders.of(Map.of("A", "1")));
            } catch (EngineException e) {
                assertThat(e).hasMessageStartingWith(name);
            }
        }
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(Arbitraries.of(NASTY), Arbitraries.strings().ofMaxLength(3))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
