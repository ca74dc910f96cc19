package io.jenkins.plugins.ecsdeploy.steps.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent does with the files that a step names: it opens ordinary ones alone. */
class WorkspaceFileTest {
    @TempDir
    private Path workspace;

    @Test
    void aFileIsRead() throws Exception {
        Path file = Files.writeString(workspace.resolve("x.json"), "{}");
        Path link = Files.createSymbolicLink(workspace.resolve("link.json"), file);

        assertThat(read(file).bytes()).asString().isEqualTo("{}");
        assertThat(read(link).bytes()).asString().isEqualTo("{}");
    }

    @Test
    void ofALargeFileNoMoreIsReadThanTheEngineTakes() throws Exception {
        Path file = Files.write(workspace.resolve("x.json"), new byte[3 * 1024 * 1024]);

        assertThat(read(file).bytes()).hasSize(1024 * 1024);
    }

    @Test
    void whatIsNotThereOrIsAFolderIsNoFile() throws Exception {
        assertThat(read(workspace.resolve("x.json"))).isNull();
        assertThat(read(workspace)).isNull();
    }

    @Test
    void aNamedPipeIsNotOpened() throws Exception {
        Path pipe = pipe();

        WorkspaceFile.Content content = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(pipe));
        boolean written = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> write(pipe));

        assertThat(content.regular()).isFalse();
        assertThat(written).isFalse();
    }

    @Test
    void aDeviceIsNotOpened() throws Exception {
        Path link = Files.createSymbolicLink(workspace.resolve("x.json"), Path.of("/dev/zero"));

        assertThat(read(link).regular()).isFalse();
    }

    @Test
    void aFileIsWrittenWithTheFoldersAboveIt() throws Exception {
        Path file = workspace.resolve("out/of/here.json");

        assertThat(write(file)).isTrue();
        assertThat(write(file)).isTrue();

        assertThat(file).content().isEqualTo("ä");
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = workspace.resolve("pipe.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private static WorkspaceFile.Content read(Path file) throws IOException {
        return new WorkspaceFile.Read().invoke(file.toFile(), null);
    }

    private static boolean write(Path file) throws IOException {
        return new WorkspaceFile.Write("ä").invoke(file.toFile(), null);
    }
}
