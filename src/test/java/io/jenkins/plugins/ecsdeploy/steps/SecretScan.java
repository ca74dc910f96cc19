package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks for secrets in files, byte by byte. */
final class SecretScan {
    private SecretScan() {}

    static void assertNoneBelow(Path root, String... secrets) throws IOException {
        assertThat(root).exists();
        for (String secret : secrets) {
            assertThat(secret).hasSizeGreaterThan(10);
            assertThat(filesWith(root, secret)).isEmpty();
        }
    }

    static List<Path> filesWith(Path root, String text) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (NoSuchFileException e) {
            // Jenkins works meanwhile.
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
