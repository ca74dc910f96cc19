package io.jenkins.plugins.ecsdeploy.builds;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void isSortedWhateverComesFirst() {
        Snapshot snapshot = Snapshot.EMPTY
                .with(entry(2, "SUCCESS"))
                .with(entry(9, "SUCCESS"))
                .with(entry(5, "UNSTABLE"))
                .with(entry(9, "UNSTABLE"));

        assertThat(snapshot.entries()).extracting(BuildEntry::number).containsExactly(9, 5, 2);
        assertThat(snapshot.atLeast(Result.SUCCESS))
                .extracting(BuildEntry::number)
                .containsExactly(2);
        assertThat(snapshot.without(5).entries()).extracting(BuildEntry::number).containsExactly(9, 2);
    }

    @Test
    void keepsTheNewest() {
        Snapshot snapshot = Snapshot.EMPTY.lookedDownTo(0);
        for (int number = 1; number <= Snapshot.CAP + 3; number++) {
            snapshot = snapshot.with(entry(number, "SUCCESS"));
        }

        assertThat(snapshot.entries()).hasSize(Snapshot.CAP);
        assertThat(snapshot.find(3)).isEmpty();
        assertThat(snapshot.find(4)).isPresent();
        assertThat(snapshot.lowest()).isEqualTo(4);
    }

    @Test
    void unstableBuildsDoNotPushOutSuccessfulOnes() {
        Snapshot snapshot = Snapshot.EMPTY.lookedDownTo(0).with(entry(1, "SUCCESS"));
        for (int number = 2; number <= 2 * Snapshot.CAP; number++) {
            snapshot = snapshot.with(entry(number, "UNSTABLE"));
        }

        assertThat(snapshot.find(1)).isPresent();
        assertThat(snapshot.entries()).hasSize(Snapshot.CAP + 1);
    }

    @Property(tries = 300)
    void theFileGivesBackEveryText(@ForAll String name, @ForAll Map<String, String> variables) throws IOException {
        Path file = Files.createTempFile("index", ".txt");
        try {
            Snapshot snapshot = new Snapshot(
                    List.of(
                            new BuildEntry(7, encodable(name), 123, "UNSTABLE", true, Map.of()),
                            new BuildEntry(3, "", 0, "SUCCESS", false, encodable(variables))),
                    7,
                    2);
            IndexFile.write(file.toFile(), snapshot);

            assertThat(IndexFile.read(new File(file.toString()))).isEqualTo(snapshot);
        } finally {
            Files.delete(file);
        }
    }

    /** Half a character cannot be written as UTF-8. */
    private static String encodable(String text) {
        return text.replaceAll("\\p{Cs}", "?");
    }

    private static Map<String, String> encodable(Map<String, String> texts) {
        Map<String, String> encodable = new LinkedHashMap<>();
        texts.forEach((name, value) -> encodable.put(encodable(name), encodable(value)));
        return encodable;
    }

    private static BuildEntry entry(int number, String result) {
        return new BuildEntry(number, "#" + number, number, result, false, Map.of());
    }
}
