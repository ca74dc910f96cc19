package io.jenkins.plugins.ecsdeploy.steps.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an agent does with a tree of files: it reads those of the pattern, and not too much. */
class WorkspaceTreeTest {
    @TempDir
    private Path workspace;

    @Test
    void allThatThePatternTakesAreReadInOrder() throws Exception {
        write("c2/api/revision.json", "2");
        write("c1/web/revision.json", "1");
        write("c1/web/other.json", "x");
        write("c1/revision.json", "x");
        write("c1/web/deep/revision.json", "x");

        WorkspaceTree.Found found = read("*/*/revision.json");

        assertThat(found.problem()).isNull();
        assertThat(found.files().keySet()).containsExactly("c1/web/revision.json", "c2/api/revision.json");
        assertThat(found.files().get("c2/api/revision.json")).asString().isEqualTo("2");
    }

    @Test
    void whereNothingIsFoundThatIsSaid() throws Exception {
        assertThat(read("*/*/revision.json").problem())
                .isEqualTo("pattern: '*/*/revision.json' takes no file in " + workspace
                        + ". Check path and pattern, and whether the repository was checked out here");
        assertThat(new WorkspaceTree.Read("*")
                        .invoke(workspace.resolve("gone").toFile(), null)
                        .problem())
                .startsWith("path: there is no folder " + workspace.resolve("gone"));
    }

    @Test
    void notTooManyAreRead() throws Exception {
        for (int i = 0; i < 1001; i++) {
            write("c1/s" + i + "/r.json", "");
        }

        assertThat(read("*/*/r.json").problem()).contains("takes 1001 files", "at most 1000 are read");
        assertThat(read("*/s1*/r.json").files()).hasSize(112);
    }

    @Test
    void ofALargeFileNoMoreIsReadThanTheEngineTakesAndOfAllNotTooMuch() throws Exception {
        for (int i = 0; i < 129; i++) {
            Path file = workspace.resolve("c1/s" + i + "/r.json");
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[200 * 1024]);
        }

        assertThat(read("c1/s1/r.json").files().get("c1/s1/r.json")).hasSize(128 * 1024);
        assertThat(read("*/*/r.json").problem()).contains("have more than 16 MB");
    }

    @Test
    void aNamedPipeIsNotOpened() throws Exception {
        write("c1/web/x", "");
        Path pipe = workspace.resolve("c1/web/r.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        WorkspaceTree.Found found = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read("*/*/r.json"));

        assertThat(found.problem()).contains(pipe + " is no ordinary file");
    }

    @ParameterizedTest
    @CsvSource({
        "., c1/web/r.json",
        "./, c1/web/r.json",
        "deploy, deploy/c1/web/r.json",
        "./a/b/, a/b/c1/web/r.json",
        "a\\b, a/b/c1/web/r.json",
        "/x, /x/c1/web/r.json"
    })
    void aFileIsNamedFromTheCurrentDirectory(String path, String name) {
        assertThat(WorkspaceTree.joined(path, "c1/web/r.json")).isEqualTo(name);
    }

    private void write(String path, String text) throws IOException {
        Path file = workspace.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private WorkspaceTree.Found read(String pattern) throws IOException {
        return new WorkspaceTree.Read(pattern).invoke(workspace.toFile(), null);
    }
}
