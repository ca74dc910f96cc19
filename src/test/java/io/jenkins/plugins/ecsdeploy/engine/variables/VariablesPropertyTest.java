package io.jenkins.plugins.ecsdeploy.engine.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What is written is read back, by us and by Groovy; and what we read, Groovy reads in the same way. */
class VariablesPropertyTest {
    @Property
    void everyStringSurvivesExportAndImport(@ForAll("lists") List<String> names, @ForAll("values") String value) {
        Map<String, String> variables = same(names, value);

        VariablesReader reader = new VariablesReader();
        reader.add("x.env.groovy", VariablesWriter.write(variables).getBytes(StandardCharsets.UTF_8));

        assertThat(reader.variables()).isEqualTo(variables);
    }

    @Property(tries = 300)
    void groovyReadsEveryStringBack(@ForAll("files") Map<String, String> variables) {
        assertThat(RealGroovy.load(VariablesWriter.write(variables))).isEqualTo(variables);
    }

    /** {@code load} decodes in the encoding of the agent. Each has ASCII in common with the others. */
    @Property
    void theFileIsAscii(@ForAll("values") String value) {
        assertThat(VariablesWriter.write(Map.of("A", value)))
                .matches("env\\.A='[ -~]*'\n")
                .doesNotContain("\r");
    }

    /** The property that keeps data from being code: no text means one thing here and another in Groovy. */
    @Property(tries = 1_500)
    void whatIsAcceptedMeansTheSameInGroovy(@ForAll("sources") String text) {
        Optional<Map<String, String>> read = parsed(text);
        Statistics.label("accepted").collect(read.isPresent());

        read.ifPresent(variables ->
                assertThat(RealGroovy.load(text)).as(Shown.text(text)).isEqualTo(variables));
    }

    @Property
    void whateverIsInAFileItIsReadOrRefused(@ForAll byte[] content, @ForAll("sources") String text) {
        for (byte[] each : List.of(content, text.getBytes(StandardCharsets.UTF_16), (text + "\\").getBytes())) {
            VariablesReader reader = new VariablesReader();
            try {
                reader.add("x", each);
            } catch (EngineException e) {
                assertThat(e).hasMessageStartingWith("x, line ");
                assertThat(e.getMessage()).doesNotContain("\n", "\r").hasSizeLessThan(2_500);
            }
        }
    }

    @Property
    void aFilterNeverTakesLongAndAStarMatchesAll(@ForAll("names") String name) {
        assertThat(NameFilter.of("*").matches(name)).isTrue();
        assertThat(NameFilter.of(name).matches(name)).isTrue();
        assertThat(NameFilter.of("?" + name).matches(name)).isFalse();
        assertThat(NameFilter.of("x, " + name.substring(0, 1) + "*").matches(name))
                .isTrue();
    }

    @Property
    void oneCharacterIsBeyondGroovy(@ForAll("values") String value) {
        assertThatThrownBy(() -> VariablesWriter.write(Map.of("A", value + '\uFFFF')))
                .hasMessageContaining("U+FFFF");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withChars("_az09")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(VariableNames::isName);
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return names().list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Map<String, String>> files() {
        return Arbitraries.maps(names(), values()).ofMinSize(1).ofMaxSize(8);
    }

    /** Any UTF-16 unit, lone surrogates as well, and the characters that mean something in Groovy often. */
    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> any = Arbitraries.chars().range('\0', '\uFFFE').map(String::valueOf);
        Arbitrary<String> special = Arbitraries.of(
                "'", "\"", "'''", "\"\"\"", "\\", "\\u0041", "u0041", "\\u", "$", "${x}", "\n", "\r\n", "\r", "\t",
                "\b", "\f", "\0", "0", "7", "`", "/*", "*/", "//", "ß", "\u2028", "\uFEFF", "😀", "\uD800", "\uDC00",
                ";");
        return Arbitraries.oneOf(any, special, special).list().ofMaxSize(20).map(parts -> String.join("", parts));
    }

    /** Texts out of the grammar's own pieces: near enough to it that many are accepted. */
    @Provide
    Arbitrary<String> sources() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of(
                        "90", "-1.50", "true", "0", "010", "1e5", "''", "\"\"", "\"a\" + 1", "'x'.trim()", "-0.0"),
                strings("'"),
                strings("\""),
                strings("'''"),
                strings("\"\"\""));
        Arbitrary<String> gap = Arbitraries.of("", "", "", " ", "\t", "/*c*/", "/*\n*/");
        Arbitrary<String> end = Arbitraries.of("\n", ";", "\r\n", "\r", "//c\n", " ;; \n;", "", "\n\n", "/* */\n", " ");
        Arbitrary<String> statement = Combinators.combine(gap, gap, gap, value, end)
                .as((a, b, c, v, e) -> a + "env" + b + ".A" + c + "=" + v + e);
        return statement.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> strings(String quotes) {
        return Arbitraries.of(
                        "a",
                        "'",
                        "\"",
                        "\\\\",
                        "\\'",
                        "\\\"",
                        "\\$",
                        "\\n",
                        "\\t",
                        "\\0",
                        "\\12",
                        "\\477",
                        "\\1234",
                        "\\\n",
                        "\\\r\n",
                        "\\u0041",
                        "\\uu00e9",
                        "\\\\u0041",
                        "\\u0027",
                        "\\u0022",
                        "\\u005c",
                        "\\u000a",
                        "$",
                        "$x",
                        "\n",
                        "\r\n",
                        "\r",
                        "//",
                        "/*",
                        "*/",
                        " ",
                        ";",
                        "ß",
                        "😀",
                        "\\s",
                        "\u2028",
                        "7",
                        "\\u0001")
                .list()
                .ofMaxSize(6)
                .map(parts -> quotes + String.join("", parts) + quotes);
    }

    private static Optional<Map<String, String>> parsed(String text) {
        try {
            return Optional.of(VariablesParser.parse("x", text));
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> same(List<String> names, String value) {
        Map<String, String> variables = new LinkedHashMap<>();
        names.forEach(name -> variables.put(name, value));
        return variables;
    }
}
