package io.jenkins.plugins.ecsdeploy.history.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobNamesTest {
    @TempDir
    Path home;

    private JobNames names;

    @BeforeEach
    void use() {
        names = opened();
        names.use("a");
        names.use("b");
    }

    private JobNames opened() {
        return new JobNames(home, (problem, e) -> {
            throw new AssertionError(problem, e);
        });
    }

    @Test
    void entriesFollowAJobToItsNewName() {
        names.renamed("a", "folder/a", 10);
        names.renamed("folder/a", "c", 20);

        for (JobNames each : new JobNames[] {names, opened()}) {
            assertThat(each.now("a", 5)).contains("c");
            assertThat(each.now("folder/a", 15)).contains("c");
            assertThat(each.now("b", 5)).contains("b");
        }
    }

    @Test
    void twoJobsMayChangeTheirNamesWithEachOther() {
        names.renamed("a", "tmp", 10);
        names.renamed("b", "a", 10);
        names.renamed("tmp", "b", 10);

        assertThat(names.now("a", 5)).contains("b");
        assertThat(names.now("b", 5)).contains("a");
        assertThat(names.now("a", 20)).contains("a");
    }

    /** Who may read the new job is another matter than who could read the old one. */
    @Test
    void anotherJobOfTheNameOfADeletedOneIsAnother() {
        names.deleted("a", 10);

        assertThat(opened().now("a", 5)).isEmpty();
        assertThat(opened().now("a", 11)).contains("a");
    }

    @Test
    void jobsThatNeverDeployedAreNotWrittenDown() throws IOException {
        long before = Files.size(home.resolve("names.jsonl"));
        names.renamed("other", "another", 10);
        names.deleted("another", 10);

        assertThat(Files.size(home.resolve("names.jsonl"))).isEqualTo(before);
        assertThat(names.isUsed("other")).isFalse();
    }

    @Test
    void damageIsThatOfOneLine() throws IOException {
        names.renamed("a", "c", 10);
        Files.writeString(home.resolve("names.jsonl"), "{\"name\":\"b\",\"ord", StandardOpenOption.APPEND);
        JobNames restarted = opened();
        restarted.renamed("b", "d", 20);

        assertThat(opened().now("a", 5)).contains("c");
        assertThat(opened().now("b", 5)).contains("d");
    }
}
