package io.jenkins.plugins.ecsdeploy.history.journal;

import static io.jenkins.plugins.ecsdeploy.history.journal.Entries.WEB;
import static io.jenkins.plugins.ecsdeploy.history.journal.Entries.begun;
import static io.jenkins.plugins.ecsdeploy.history.journal.Entries.ended;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crashes in the middle of a write, disks that are full, and disks that take nothing. */
class DiskFaultsTest {
    /** A disk that has room for so many more bytes, and then fails in the middle of a write. */
    private static final class SmallDisk extends FastDisk {
        private int room = Integer.MAX_VALUE;

        @Override
        void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
            int fits = Math.min(room, bytes.remaining());
            room -= fits;
            ByteBuffer part = bytes.slice(bytes.position(), fits);
            super.write(channel, part, at);
            if (fits < bytes.remaining()) {
                throw new IOException("No space left on device");
            }
        }
    }

    @TempDir
    Path home;

    private final long now = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
    private final List<String> problems = new ArrayList<>();
    private final SmallDisk disk = new SmallDisk();

    private Journal opened(Path folder, Disk with) {
        Journal journal = new Journal(folder, () -> now, (problem, e) -> problems.add(problem), with);
        journal.load();
        return journal;
    }

    private static List<String> ids(Journal journal) {
        return journal.page(List.of(WEB), Optional.empty(), 100, any -> true).stream()
                .map(Entry::id)
                .toList();
    }

    /** After each thirteenth byte that is written the controller is killed; then another one goes on. */
    @Test
    void aCrashInAnyWriteLosesNoMoreThanThatWrite() throws IOException {
        int all = bytesOfTwoDeployments();
        for (int room = 0; room < all; room += 13) {
            Path folder = Files.createDirectories(home.resolve("crash" + room));
            disk.room = room;
            List<String> written = new ArrayList<>();
            Journal killed = opened(folder, disk);
            try {
                for (String id : List.of("1", "2")) {
                    Entry entry = killed.begin(begun(id, now));
                    if (problems.isEmpty()) {
                        written.add(id);
                    }
                    killed.update(ended(entry, "SUCCESSFUL", now + 1));
                    killed.save();
                }
            } finally {
                problems.clear();
            }

            Journal restarted = opened(folder, new FastDisk());
            restarted.begin(begun("3", now));
            restarted.save();

            assertThat(ids(restarted)).as("room for " + room).startsWith("3").containsAll(written);
            assertThat(ids(opened(folder, new FastDisk()))).isEqualTo(ids(restarted));
            assertThat(problems).isEmpty();
        }
    }

    private int bytesOfTwoDeployments() throws IOException {
        Path folder = home.resolve("whole");
        Journal journal = opened(folder, new FastDisk());
        for (String id : List.of("1", "2")) {
            journal.update(ended(journal.begin(begun(id, now)), "SUCCESSFUL", now + 1));
            journal.save();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return 2
                    * files.filter(Files::isRegularFile)
                            .mapToInt(file -> (int) file.toFile().length())
                            .sum();
        }
    }

    @Test
    void aFullDiskIsTriedAgain() throws IOException {
        Journal journal = opened(home, disk);
        journal.begin(begun("1", now));
        disk.room = 100;
        journal.begin(begun("2", now));
        journal.update(ended(begun("1", now), "FAILED", now + 1));

        assertThat(problems).isNotEmpty();
        assertThat(ids(journal)).as("from memory").containsExactly("2", "1");
        assertThat(ids(opened(home, new FastDisk()))).containsExactly("1");

        disk.room = Integer.MAX_VALUE;
        journal.save();
        Journal restarted = opened(home, new FastDisk());
        assertThat(ids(restarted)).containsExactly("2", "1");
        assertThat(restarted.heads(WEB).orElseThrow().entries())
                .filteredOn(entry -> entry.id().equals("1"))
                .allMatch(entry -> !entry.isOpen());
    }

    @Test
    void aFolderThatCannotBeWrittenFailsNothing() throws IOException {
        Path file = Files.writeString(home.resolve("no folder"), "");
        Journal journal = opened(file, new FastDisk());

        journal.begin(begun("1", now));
        journal.save();
        journal.prune(new Journal.Limits(1, 1));

        assertThat(ids(journal)).containsExactly("1");
        assertThat(problems).anyMatch(problem -> problem.contains("cannot be written"));
    }

    @Test
    void aFileThatCannotBeReadLeavesTheOthers() throws IOException {
        Journal journal = opened(home, new FastDisk());
        journal.begin(begun("1", now));
        try (Stream<Path> folders = Files.list(home)) {
            Path folder = folders.filter(Files::isDirectory).findFirst().orElseThrow();
            Files.createDirectories(folder.resolve("2026-10.jsonl/in the way"));
            Files.writeString(folder.resolve("9999-99.jsonl"), "");
        }

        Journal restarted = opened(home, new FastDisk());

        assertThat(ids(restarted)).containsExactly("1");
        assertThat(problems).isNotEmpty();
    }
}
