package io.jenkins.plugins.ecsdeploy.engine.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that try to be more than data, or that look like data and mean something else in Groovy. */
class HostileFilesTest {
    private static final Path FOLDER =
            Path.of("src/test/resources/io/jenkins/plugins/ecsdeploy/engine/variables/hostile");

    @ParameterizedTest
    @MethodSource("files")
    void isRefusedWithItsPlace(Path file) throws Exception {
        byte[] content = Files.readAllBytes(file);
        VariablesReader reader = new VariablesReader();

        assertThatThrownBy(() -> reader.add(file.getFileName().toString(), content))
                .isInstanceOf(EngineException.class)
                .hasMessageMatching("[a-z0-9-]+, line [1-3](, column [0-9]+)?: [^\\p{Cntrl}\u2028\u202e]{20,400}");
        assertThat(reader.variables()).isEmpty();
    }

    @Test
    void thereAreSuchFiles() throws Exception {
        assertThat(files()).hasSizeGreaterThan(50);
    }

    private static Stream<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }
}
