package io.jenkins.plugins.ecsdeploy.engine.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesReaderTest {
    private final VariablesReader reader = new VariablesReader();

    @Test
    void readsTheFilesOfTheSampleRepository() {
        assertThat(read("env.SERVICE1_BUILD=90\nenv.SERVICE1_COMMIT_MSG=\"fix the thing\"\n"))
                .containsExactly(entry("SERVICE1_BUILD", "90"), entry("SERVICE1_COMMIT_MSG", "fix the thing"));
    }

    @Test
    void readsStringsOfAllKinds() {
        assertThat(read("env.A='it''s'".replace("''", "\\'"))).containsEntry("A", "it's");
        assertThat(read("env.A='$x ${y} \"z\"'")).containsEntry("A", "$x ${y} \"z\"");
        assertThat(read("env.A=\"\\$x it's\"")).containsEntry("A", "$x it's");
        assertThat(read("env.A='''one\r\n'two' ''three\n'''")).containsEntry("A", "one\n'two' ''three\n");
        assertThat(read("env.A=\"\"\"\"one\" \\\"\"\"\"")).containsEntry("A", "\"one\" \"");
        assertThat(read("env.A='\\n\\t\\r\\b\\f\\\\\\u00e9\\101\\\njoined'"))
                .containsEntry("A", "\n\t\r\b\f\\éAjoined");
        assertThat(read("env.A=''\nenv.B=\"\"\nenv.C=''''''\nenv.D=\"\"\"\"\"\""))
                .hasSize(4)
                .allSatisfy((name, value) -> assertThat(value).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "90,90",
        "0,0",
        "-5,-5",
        "-0,0",
        "1.50,1.50",
        "-1.5,-1.5",
        "0.0000001,1E-7",
        "-0.0,0.0",
        "true,true",
        "main,main",
        "_x9,_x9",
        "90000000000000000000000,90000000000000000000000"
    })
    void readsNumbersAndWords(String written, String value) {
        assertThat(read("env.A=" + written)).containsEntry("A", value);
    }

    @Test
    void takesCommentsAndSpacesAndAnyEndOfLine() {
        assertThat(
                        read(
                                "\uFEFF// one\r\n/* two\n three */ env . A = 1 ; env.B\t=/**/'2'// four\renv.C=3;;\n\n ;env.D=4 /*x*/"))
                .containsExactly(entry("A", "1"), entry("B", "2"), entry("C", "3"), entry("D", "4"));
    }

    @Test
    void theMessageNamesFileLineColumnAndText() {
        assertThatThrownBy(() -> read("env.A=1\r\n\r\n  env.B='x'.trim()\r\nenv.C=1"))
                .isInstanceOf(EngineException.class)
                .hasMessage("output/x.env.groovy, line 3, column 12: a variable ends with its value, but something"
                        + " follows here: only env.NAME=value is read here, and nothing is run."
                        + " The line is:   env.B='x'.trim()");
    }

    @Test
    void aMessageStaysOnOneLineAndShort() {
        assertThatThrownBy(() -> read("x\u001b[2K\u202e" + "y".repeat(10_000)))
                .message()
                .contains("x\\u001b[2K\\u202eyyy")
                .endsWith("y…")
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'x' + 'y'", "1 + 1", "x()", "x.y", "\"$x\"", "\"${x}\"", "/x/", "[1]", "{}", "~'x'", "!1", "a b"
            })
    void refusesWhatGroovyWouldEvaluate(String expression) {
        assertThatThrownBy(() -> read("env.A=" + expression))
                .hasMessageStartingWith("output/x.env.groovy, line 1, column ");
    }

    @Test
    void theLaterFileWinsAndThatIsSaid() {
        reader.add("a.env.groovy", bytes("env.A=1\nenv.B=1\nenv.C=1"));
        reader.add("b.env.groovy", bytes("env.A=2\nenv.B=1"));

        assertThat(reader.variables()).containsExactly(entry("C", "1"), entry("A", "2"), entry("B", "1"));
        assertThat(reader.notes()).containsExactly("A: b.env.groovy replaces the value of a.env.groovy");
    }

    @Test
    void manyClashesAreCounted() {
        for (int file = 0; file < 10; file++) {
            for (int i = 0; i < 5; i++) {
                reader.add("f" + file, bytes("env.A" + i + "=" + file));
            }
        }

        assertThat(reader.notes()).hasSize(21).last().asString().startsWith("and 25 more values");
    }

    @Test
    void limitsAreErrors() {
        String comment = "//" + "x".repeat(Limits.FILE_BYTES - 2);
        assertThat(read(comment)).isEmpty();
        assertThatThrownBy(() -> read(comment + "x"))
                .hasMessage("output/x.env.groovy has more than 65536 bytes, too many for build variables");

        StringBuilder names = new StringBuilder();
        for (int i = 0; i < Limits.NAMES; i++) {
            names.append("env.A").append(i).append("=1\n");
        }
        assertThat(read(names.toString())).hasSize(1_000);
        assertThatThrownBy(() -> read("env.B=1"))
                .hasMessage("output/x.env.groovy: more than 1000 build variables in one import. Choose fewer files");

        VariablesReader many = new VariablesReader();
        for (int i = 0; i < Limits.FILES; i++) {
            many.add("x", bytes("env.A=1"));
        }
        assertThatThrownBy(() -> many.add("x", bytes("env.A=1"))).hasMessageContaining("More than 200 files");
    }

    @Test
    void utf8IsStrictAndTheMessageSaysWhere() {
        assertThat(read("env.A='ß 😀'")).containsEntry("A", "ß 😀");
        assertThatThrownBy(() -> reader.add("x", "env.A=1\nenv.B='ü'".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage("x, line 2: byte 16 of the file is not UTF-8. Write the file in UTF-8");
        assertThatThrownBy(() -> reader.add("x", new byte[] {'e', (byte) 0xE2, (byte) 0x82}))
                .hasMessageContaining("byte 2 of the file");
    }

    private Map<String, String> read(String text) {
        reader.add("output/x.env.groovy", bytes(text));
        return reader.variables();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
