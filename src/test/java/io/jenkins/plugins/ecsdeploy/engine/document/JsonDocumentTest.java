package io.jenkins.plugins.ecsdeploy.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {
    @Test
    void keepsNumbersAndTheOrderOfKeys() {
        String text = "{\"z\":1.50,\"a\":[100000000000000000000,-0.1,true,null,-0,1E5,1e999999999,-0.0e-7],\"m\":{}}";

        assertThat(read(text)).hasToString(text);
    }

    @Test
    void writesTwoSpacesALevel() {
        assertThat(Json.pretty(read("{\"a\":[1,{\"b\":[]}],\"c\":{}}")))
                .isEqualTo("{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}");
    }

    @Test
    void toleratesAByteOrderMark() {
        assertThat(read("\uFEFF{\"a\":1}")).hasToString("{\"a\":1}");
    }

    /** Up to Jackson 2.20 the column is that of the word's end, from 2.21 on of its beginning. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": nope}", "{\"a\": 1} nope"})
    void saysWhereAWordIsNotJson(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(EngineException.class)
                .hasMessageMatching("taskdef.json, line 1, column [0-9]+: not JSON: Unrecognized token 'nope'.*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"a": 1,, "b": 2}             | taskdef.json, line 1, column 9: not JSON
        {"a": 1} {"b": 2}             | taskdef.json, line 1, column 10: there is more text behind
        {"a": 1, "a": 2}              | taskdef.json, line 1, column 13: the key a is there twice
        {"a": [1, 2}                  | taskdef.json, line 1, column 12: not JSON
        {"a": {"b": 1                 | taskdef.json, line 1, column 14: not JSON
        {"a": "b                      | taskdef.json, line 1, column 9: not JSON
        {"a": 01}                     | taskdef.json, line 1, column 8: not JSON
        """)
    void saysWhereItIsNotJson(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("Source")
                .hasMessageNotContaining("DeserializationFeature");
    }

    @Test
    void countsLines() {
        assertThatThrownBy(() -> read("{\n  \"a\": 1\n  \"b\": 2\n}"))
                .hasMessageStartingWith("taskdef.json, line 3, column 3: not JSON")
                .hasMessageEndingWith("check the quotes, commas and brackets before it");
    }

    @Test
    void theColumnIsThatOfTheSourceAfterAPlaceholder() {
        Placeholders values = Placeholders.of(Map.of("A", "a value that is longer than the placeholder"));

        assertThatThrownBy(() -> DocumentReader.read("t.json", "{\"a\": \"${A}\" \"b\": 1}", values))
                .hasMessageStartingWith("t.json, line 1, column 14: not JSON");
    }

    @Test
    void refusesTooManyLevelsAndDigits() {
        assertThatThrownBy(() -> read("[".repeat(30_000))).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> read("[" + "1".repeat(5_000) + "]")).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> read("[1e99999999999]"))
                .isInstanceOf(EngineException.class)
                .hasMessage("taskdef.json: a number there has too many digits; write a smaller one");
    }

    @Test
    void writesTheDigitsThatItRead() {
        assertThat(Json.pretty(read("[-0,1E5]"))).isEqualTo("[\n  -0,\n  1E5\n]");
        assertThat(Json.MAPPER.convertValue(read("[-0,1E5,7]"), Object.class))
                .isEqualTo(List.of(0, new BigDecimal("1E+5"), 7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        // a comment%{"a": 1}                                       | {"a":1}
        # a comment with "quotes%{"a": 1} # behind                  | {"a":1}
        /* two%lines ${NOT_READ} */{"a": 1, // ${NOR_THIS}% "b": 2} | {"a":1,"b":2}
        {"a": "http://x/#y /* z */"} // "                           | {"a":"http://x/#y /* z */"}
        """)
    void skipsComments(String text, String expected) {
        Placeholders values = Placeholders.of(Map.of("A", 1));

        assertThat(DocumentReader.read("taskdef.json", text.replace('%', '\n'), values))
                .hasToString(expected);
    }

    @Test
    void aNameThatEndsWithJsonIsNeverYaml() {
        assertThatThrownBy(() -> DocumentReader.read("TASKDEF.JSON", "# no YAML\na: b", Placeholders.none()))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("TASKDEF.JSON, line 2, column ")
                .hasMessageContaining("not JSON");
        assertThat(DocumentReader.read("taskDefinition", "// in a Jenkinsfile\n{\"a\":1}", Placeholders.none()))
                .hasToString("{\"a\":1}");
    }

    @Test
    void aCommentShiftsNoPlace() {
        assertThatThrownBy(() -> read("// one\n{\"a\": /* two */ 1,, \"b\": 2}"))
                .hasMessageStartingWith("taskdef.json, line 2, column 19: not JSON");
    }

    @Test
    void theTypesOfJsonAreMeant() {
        assertThat(read("[1.50, -0, 1E5, true]")).extracting(Written::text).containsOnly(Optional.empty());
    }

    @Test
    void refusesMoreThan512KiB() {
        String fits = "[\"" + "é".repeat((DocumentReader.MAX_BYTES - 4) / 2) + "\"]";

        assertThat(read(fits)).hasSize(1);
        assertThatThrownBy(() -> read(fits + " "))
                .isInstanceOf(EngineException.class)
                .hasMessage("taskdef.json has 524289 bytes; at most 524288 bytes are allowed, make it smaller");
    }

    @Test
    void refusesMoreThan512KiBOfFilledText() {
        Placeholders values = Placeholders.of(Map.of("A", "x".repeat(DocumentReader.MAX_BYTES)));

        assertThatThrownBy(() -> DocumentReader.read("t.json", "[\"${A}\"]", values))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("t.json with its placeholders filled in has 524292 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "\uFEFF", "# only a comment"})
    void refusesNothing(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(EngineException.class)
                .hasMessage("taskdef.json is empty; expected a JSON or YAML document");
    }

    private static JsonNode read(String text) {
        return DocumentReader.read("taskdef.json", text, Placeholders.none());
    }
}
