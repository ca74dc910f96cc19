package io.jenkins.plugins.ecsdeploy.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a: 1                        | {"a":1}
        a: -0.50                    | {"a":-0.50}
        a: 1e3                      | {"a":1e3}
        a: -0                       | {"a":-0}
        a: 1E5                      | {"a":1E5}
        a: 1e999999999              | {"a":1e999999999}
        a: 1e99999999999            | {"a":"1e99999999999"}
        a: 100000000000000000000    | {"a":100000000000000000000}
        a: True                     | {"a":true}
        a: ~                        | {"a":null}
        a:                          | {"a":null}
        a: 2026-01-01               | {"a":"2026-01-01"}
        a: 012345678901             | {"a":"012345678901"}
        a: yes                      | {"a":"yes"}
        a: 1:30                     | {"a":"1:30"}
        a: 0x1F                     | {"a":"0x1F"}
        a: 1_000                    | {"a":"1_000"}
        a: .inf                     | {"a":".inf"}
        a: '1'                      | {"a":"1"}
        a: !!str 1                  | {"a":"1"}
        a: !!int "1"                | {"a":1}
        1: x                        | {"1":"x"}
        {a: [b, "c"]}               | {"a":["b","c"]}
        """)
    void readsScalarsAsJsonHasThem(String yaml, String json) {
        assertThat(read(yaml)).hasToString(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"taskdef.yml", "taskdef.YAML"})
    void theNameDecides(String name) {
        assertThat(DocumentReader.read(name, "{a: b}", Placeholders.none())).hasToString("{\"a\":\"b\"}");
    }

    @Test
    void theFirstCharacterDecidesForOtherNames() {
        assertThat(DocumentReader.read("taskdef", "a: b", Placeholders.none())).hasToString("{\"a\":\"b\"}");
        assertThatThrownBy(() -> DocumentReader.read("taskdef", "{a: b}", Placeholders.none()))
                .hasMessageContaining("not JSON");
    }

    @Test
    void followsAliasesAndMergeKeysAndOwnKeysWin() {
        String yaml = """
            defaults: &defaults {cpu: 1, memory: 2}
            more: &more {memory: 3, name: m}
            first:
              memory: 9
              <<: *defaults
            second:
              <<: [*defaults, *more]
              cpu: 8
            third: *more
            """;

        JsonNode tree = read(yaml);

        assertThat(tree.get("first")).hasToString("{\"memory\":9,\"cpu\":1}");
        assertThat(tree.get("second")).hasToString("{\"cpu\":8,\"memory\":2,\"name\":\"m\"}");
        assertThat(tree.get("third")).isEqualTo(tree.get("more"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a: [1, 2          | line 2, column 1: not YAML
        a: b: c           | line 1, column 5: not YAML
        a: !Ref b         | line 1, column 4: 'b' cannot be read as !Ref
        a: !GetAtt [b]    | line 1, column 4: the tag !GetAtt is not known
        a: !!binary aGk=  | line 1, column 4: 'aGk=' cannot be read as !!binary
        a: !!int b        | line 1, column 4: 'b' cannot be read as !!int
        a: *none          | line 1, column 4: not YAML: found undefined alias none
        a: &x [*x]        | line 1, column 4: the alias points to what it is a part of
        <<: 1             | line 1, column 5: << takes a map
        [a]: b            | line 1, column 1: a key is a list or a map
        {a: 1, a: 2}      | line 1, column 8: the key a is there twice
        """)
    void saysWhereItIsNotYaml(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml + "\n"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("taskdef.yaml, " + message);
    }

    @Test
    void refusesTabsAndASecondDocument() {
        assertThatThrownBy(() -> read("a:\n\tb: 1"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("line 2, column 1")
                .hasMessageContaining("spaces only");
        assertThatThrownBy(() -> read("a: 1\n---\nb: 2"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("taskdef.yaml, line 2, column 1: not YAML");
    }

    @Test
    void refusesControlCharacters() {
        assertThatThrownBy(() -> read("a: \u0001")).isInstanceOf(EngineException.class);
    }

    @Test
    void followsAsManyAliasesOfMapsAsThereAre() {
        String yaml = "a: &a {k: v}\nb: [" + "*a, ".repeat(200) + "]\n";

        assertThat(read(yaml).get("b"))
                .hasSize(200)
                .allMatch(each -> each.toString().equals("{\"k\":\"v\"}"));
    }

    @Test
    void anExplicitTagThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> read("a: !!float '1e99999999999'"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("cannot be read as !!float");
    }

    @Test
    void knowsTheTextOfWhatIsNoText() {
        JsonNode tree = read("[1.50, -0, 1E5, True, 'x', null, 12e34567]");

        assertThat(tree)
                .extracting(Written::text)
                .containsExactly(
                        Optional.of("1.50"),
                        Optional.of("-0"),
                        Optional.of("1E5"),
                        Optional.of("True"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("12e34567"));
    }

    @Test
    void refusesAliasesThatGrowWithoutEnd() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 7; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "]\n");
        }

        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("has more than 524288 characters with its aliases");
    }

    @Test
    void refusesTooManyLevels() {
        assertThatThrownBy(() -> read("[".repeat(30_000)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("not YAML");
    }

    private static JsonNode read(String text) {
        return DocumentReader.read("taskdef.yaml", text, Placeholders.none());
    }
}
