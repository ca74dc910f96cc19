package io.jenkins.plugins.ecsdeploy.history.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "..",
                ".",
                "a/b",
                "a\\b",
                "C:\\x",
                "a\0b",
                "CON",
                "web ",
                "web.",
                "é",
                "a:b",
                "*"
            })
    void isSafeOnEveryFileSystem(String name) {
        assertThat(FileName.of(name, "c1")).matches("[a-z0-9_%A-F@-]+").doesNotStartWith(".");
    }

    /** On some file systems A and a are the same. */
    @Test
    void differsWhereTheNamesDiffer() {
        List<String> names = Stream.of(
                        FileName.of("web", "c1"),
                        FileName.of("Web", "c1"),
                        FileName.of("web@c1", ""),
                        FileName.of("web", "", "c1"),
                        FileName.of("web%40c1"),
                        FileName.of("x".repeat(200), "a"),
                        FileName.of("x".repeat(200), "b"))
                .map(String::toLowerCase)
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() <= 150);
    }
}
