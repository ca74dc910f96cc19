package io.jenkins.plugins.ecsdeploy.steps.files;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/**
 * What is done with a file where it is, on the agent. Only ordinary files are opened: to open a named pipe waits for whoever
 * is at its other end, and no interrupt ends that.
 */
final class WorkspaceFile {
    /** More than any document may have: enough for the engine to refuse what is too large, without reading it whole. */
    private static final int MAX_BYTES = 1024 * 1024;

    private WorkspaceFile() {}

    /** What a file holds, or that it is no ordinary file. */
    static final class Content implements Serializable {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        private Content(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean regular() {
            return bytes != null;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** Answers with null if there is no file. */
    static final class Read extends MasterToSlaveFileCallable<Content> {
        private static final long serialVersionUID = 1L;

        @Override
        public Content invoke(File file, VirtualChannel channel) throws IOException {
            if (!file.exists() || file.isDirectory()) {
                return null;
            }
            Path path = file.toPath();
            if (!Files.isRegularFile(path)) {
                return new Content(null);
            }
            try (InputStream in = Files.newInputStream(path)) {
                return new Content(in.readNBytes(MAX_BYTES));
            }
        }
    }

    /** Writes it in UTF-8, with the folders above it. Answers with false if something else is in its place. */
    static final class Write extends MasterToSlaveFileCallable<Boolean> {
        private static final long serialVersionUID = 1L;
        private final String text;

        Write(String text) {
            this.text = text;
        }

        @Override
        public Boolean invoke(File file, VirtualChannel channel) throws IOException {
            Path path = file.toPath();
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                return false;
            }
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(path, text, StandardCharsets.UTF_8);
            return true;
        }
    }
}
