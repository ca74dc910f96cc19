package io.jenkins.plugins.ecsdeploy.history.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The few things that the journal does with files. */
class Disk {
    private static final String TEMPORARY = ".tmp";

    /**
     * Adds a whole line at the end. One that a crash or a full disk has left torn before it is ended first, so that no more
     * than that one is lost.
     */
    void append(Path file, byte[] line) throws IOException {
        Files.createDirectories(folder(file));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            boolean torn = size > 0 && !endsLine(channel, size);
            ByteBuffer bytes = ByteBuffer.allocate(line.length + 1);
            if (torn) {
                bytes.put((byte) '\n');
            }
            bytes.put(line).flip();
            write(channel, bytes, size);
        }
    }

    private static boolean endsLine(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
    }

    void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** Puts all of it in the place of the file, or leaves that as it is. */
    void replace(Path file, byte[] content) throws IOException {
        Files.createDirectories(folder(file));
        Path temporary = folder(file).resolve(file.toFile().getName() + TEMPORARY);
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, ByteBuffer.wrap(content), 0);
            force(channel);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void force(FileChannel channel) throws IOException {
        channel.force(true);
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /** What is in the file; nothing if there is none. */
    byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    long size(Path file) throws IOException {
        return Files.size(file);
    }

    /** The names of what is in a folder; none if there is no such folder. */
    List<String> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(path -> path.toFile().getName()).toList();
        }
    }
}
