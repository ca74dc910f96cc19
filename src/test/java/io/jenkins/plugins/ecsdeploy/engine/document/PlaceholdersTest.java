package io.jenkins.plugins.ecsdeploy.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private static final Placeholders VALUES = Placeholders.of(Map.of(
            "BUILD",
            90,
            "CPU",
            "256",
            "ON",
            true,
            "WORD",
            "next",
            "NONE",
            "null",
            "MESSAGE",
            "say \"hi\"\n${BUILD} \\",
            "IMAGE1_NAME",
            "web:90"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a": "web:${BUILD}-${CPU}"}     | {"a":"web:90-256"}
        {"a": ${CPU}, "b": [${ON}]}      | {"a":256,"b":[true]}
        {"a":${NONE}}                    | {"a":null}
        {"a": "${CPU}"}                  | {"a":"256"}
        {"a": "$${BUILD} $$${BUILD}"}    | {"a":"${BUILD} $${BUILD}"}
        {"a": "${MESSAGE}"}              | {"a":"say \\"hi\\"\\n${BUILD} \\\\"}
        {"a": "<IMAGE1_NAME>"}           | {"a":"web:90"}
        {"a": "<TASK_DEFINITION> < B >"} | {"a":"<TASK_DEFINITION> < B >"}
        {"a": <CPU>}                     | {"a":256}
        {"${BUILD}": "{BUILD}"}          | {"90":"{BUILD}"}
        {"a": "$BUILD-$CPU$CPU"}         | {"a":"90-256256"}
        {"a": $CPU}                      | {"a":256}
        {"a": "$HOME $BUILD_ID $1 US$"}  | {"a":"$HOME $BUILD_ID $1 US$"}
        {"a": "$MESSAGE"}                | {"a":"say \\"hi\\"\\n${BUILD} \\\\"}
        {"a": "\\\\${BUILD}"}            | {"a":"\\\\90"}
        {"a": "\\u003cIMAGE1_NAME>"}    | {"a":"web:90"}
        """)
    void fillsJson(String text, String filled) {
        assertThat(DocumentReader.read("t.json", text, VALUES)).hasToString(filled);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a: web:${BUILD}                  | {"a":"web:90"}
        a: ${CPU}                        | {"a":256}
        a: "${CPU}"                      | {"a":"256"}
        a: !!str ${CPU}                  | {"a":"256"}
        a: ${ON}                         | {"a":true}
        a: ${NONE}                       | {"a":null}
        a: ${MESSAGE}                    | {"a":"say \\"hi\\"\\n${BUILD} \\\\"}
        a: $${BUILD}                     | {"a":"${BUILD}"}
        a: <IMAGE1_NAME>                 | {"a":"web:90"}
        a: <CPU>                         | {"a":256}
        a: <OTHER>                       | {"a":"<OTHER>"}
        a: $CPU                          | {"a":256}
        a: web:$BUILD $HOME              | {"a":"web:90 $HOME"}
        a: $HOME                         | {"a":"$HOME"}
        ${BUILD}: b # ${NOT_READ}        | {"90":"b"}
        """)
    void fillsYaml(String text, String filled) {
        assertThat(DocumentReader.read("t.yaml", text, VALUES)).hasToString(filled);
    }

    @Test
    void aNumberOutsideOfAStringKeepsItsDigitsAndIsNoText() {
        Placeholders values = Placeholders.of(Map.of("A", "-0", "B", "1E5", "C", "1.50"));
        JsonNode numbers = DocumentReader.read("t.json", "[${A}, $B, <C>]", values);

        assertThat(numbers).hasToString("[-0,1E5,1.50]");
        assertThat(numbers).extracting(Written::text).containsOnly(Optional.empty());
    }

    @Test
    void fallsBackForNamesButNotForTokens() {
        Placeholders values = VALUES.withFallback(name -> Optional.of("env of " + name));

        assertThat(DocumentReader.read("t.json", "[\"${BUILD} ${HOME} <HOME> $HOME\"]", values))
                .hasToString("[\"90 env of HOME <HOME> $HOME\"]");
    }

    @Test
    void noneTakesTheTextLiterally() {
        String json = "[\"${A} $${B} <IMAGE1_NAME> ${C:-d} $D\"]";

        assertThat(DocumentReader.read("t.json", json, Placeholders.none())).hasToString(json);
        assertThat(DocumentReader.read("t.yaml", "- ${A}\n- $${B}", Placeholders.none()))
                .hasToString("[\"${A}\",\"$${B}\"]");
    }

    @Test
    void reportsAllThatIsMissingWithItsPlace() {
        String json = "{\n  \"a\": \"x ${BILD}\",\n  \"b\": \"${HOME:-x} <IMAGE2_NAME>\", \"c\": ${N}\n}";

        assertThatThrownBy(() -> DocumentReader.read("t.json", json, VALUES))
                .isInstanceOf(EngineException.class)
                .hasMessage("""
                    t.json: 4 placeholders cannot be filled in:
                      line 2, column 11: ${BILD} has no value (did you mean BUILD?); add BILD to the variables, or write $${BILD} to keep the text
                      line 3, column 9: ${HOME:-x} is not a placeholder, which is ${ with a name (letters, digits, '_', '.', '-') and }; write $${HOME:-x} to keep the text
                      line 3, column 20: <IMAGE2_NAME> has no value (did you mean IMAGE1_NAME?); add IMAGE2_NAME to the variables
                      line 3, column 41: ${N} has no value; add N to the variables, or write $${N} to keep the text\
                    """);
    }

    @Test
    void reportsPlacesInYamlScalarsOfAllStyles() {
        String yaml = "a: x ${A1}\nb: 'y ${B1} ${B1}'\nc: |\n  folded\n  ${C1}\nd: &d ${D1}\ne: *d\n";

        assertThatThrownBy(() -> DocumentReader.read("t.yaml", yaml, VALUES))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("5 placeholders")
                .hasMessageContaining("line 1, column 6: ${A1}")
                .hasMessageContaining("line 2, column 7: ${B1}")
                .hasMessageContaining("line 2, column 13: ${B1}")
                .hasMessageContaining("line 5, column 3: ${C1}")
                .hasMessageContaining("line 6, column 7: ${D1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a": ${MESSAGE}}     | column 7: the value of ${MESSAGE} is not a number, true, false or null
        {"a": 2${CPU}}        | column 8: ${CPU} must stand alone outside of a string
        {"a": ${CPU}${CPU}}   | column 7: ${CPU} must stand alone outside of a string
        {"a": <IMAGE1_NAME>}  | column 7: the value of <IMAGE1_NAME> is not a number
        {"a": <OTHER>}        | column 7: not JSON
        {"a": "\\${BUILD}"}   | column 9: not JSON
        {"a": "\\${WORD}"}    | column 9: not JSON
        {"a": "${"}           | column 8: ${ is not a placeholder
        {"a": "${1A}"}        | column 8: ${1A} is not a placeholder
        {${CPU}: 1}           | column 2: not JSON
        {"a": ${CPU} 1}       | column 14: not JSON
        {} ${CPU}             | column 4: there is more text behind the end
        """)
    void refusesWhatCouldChangeTheStructure(String text, String message) {
        assertThatThrownBy(() -> DocumentReader.read("t.json", text, VALUES))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("say");
    }

    @Test
    void aFilledKeyThatIsThereAlreadyIsRefused() {
        assertThatThrownBy(() -> DocumentReader.read("t.json", "{\"90\": 1, \"${BUILD}\": 2}", VALUES))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("the key 90 is there twice");
        assertThatThrownBy(() -> DocumentReader.read("t.yaml", "90: 1\n${BUILD}: 2", VALUES))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("the key 90 is there twice");
    }

    @Test
    void aVariableWithoutAValueIsNotThere() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("A", null);

        assertThatThrownBy(() -> DocumentReader.read("t.json", "[\"${A}\"]", Placeholders.of(variables)))
                .hasMessageContaining("${A} has no value");
        assertThatThrownBy(() -> Placeholders.of(Map.of("A", List.of(Arrays.asList(1)))))
                .isInstanceOf(EngineException.class)
                .hasMessage("variables.A is a list; expected a text, a number or a boolean");
    }
}
