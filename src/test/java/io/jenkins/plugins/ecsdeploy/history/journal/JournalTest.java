package io.jenkins.plugins.ecsdeploy.history.journal;

import static io.jenkins.plugins.ecsdeploy.history.journal.Entries.WEB;
import static io.jenkins.plugins.ecsdeploy.history.journal.Entries.begun;
import static io.jenkins.plugins.ecsdeploy.history.journal.Entries.ended;
import static io.jenkins.plugins.ecsdeploy.history.journal.Entries.service;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    Path home;

    private long now = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
    private final List<String> problems = new ArrayList<>();
    private Journal journal = null;

    private Journal journal() {
        if (journal == null) {
            journal = opened();
        }
        return journal;
    }

    private Journal opened() {
        Journal opened = new Journal(home, () -> now, (problem, e) -> problems.add(problem), new FastDisk());
        opened.load();
        return opened;
    }

    private List<String> ids(Journal of) {
        return ids(of.page(List.of(WEB), Optional.empty(), 10_000, any -> true));
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().matches(".*/\\d{4}-\\d\\d\\.jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anEndStandsInPlaceOfTheBeginning() {
        Entry entry = journal().begin(begun("1", now));
        journal().update(ended(entry, "SUCCESSFUL", now + 5));

        for (Journal each : List.of(journal(), opened())) {
            assertThat(each.page(List.of(WEB), Optional.empty(), 10, any -> true))
                    .singleElement()
                    .satisfies(read -> {
                        assertThat(read.isGood()).isTrue();
                        assertThat(read.durationMillis()).isEqualTo(5);
                    });
        }
    }

    /** A deployment over midnight of New Year's Eve: both its lines are in one file. */
    @Test
    void anEntryIsInTheMonthOfItsBeginning() throws IOException {
        now = Instant.parse("2026-12-31T23:59:59Z").toEpochMilli();
        journal().begin(begun("1", now));
        now += 5000;
        opened().update(ended(begun("1", now - 5000), "FAILED", now));

        assertThat(file().getFileName()).hasToString("2026-12.jsonl");
        assertThat(ids(opened())).containsExactly("1");
        assertThat(opened().heads().get(0).entries().get(0).isOpen()).isFalse();
    }

    @Test
    void aClockThatGoesBackChangesNoOrder() {
        journal().begin(begun("1", now));
        now -= 40 * DAY;
        journal().begin(begun("2", now));
        Journal restarted = opened();
        restarted.begin(begun("3", now));

        assertThat(ids(restarted)).containsExactly("3", "2", "1");
        assertThat(restarted
                        .page(List.of(WEB), Optional.empty(), 1, any -> true)
                        .get(0)
                        .began())
                .isEqualTo(now);
    }

    @Test
    void aServiceIsWrittenByTwoBuildsAtOnce() {
        List<String> ids = IntStream.range(0, 400).mapToObj(String::valueOf).toList();
        journal();

        ids.parallelStream().forEach(id -> {
            Entry entry = journal.begin(begun(id, now));
            journal.update(ended(entry, "SUCCESSFUL", now));
        });

        assertThat(ids(journal)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids(opened())).isEqualTo(ids(journal));
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        for (int i = 0; i < 100; i++) {
            journal().begin(begun(String.valueOf(i), service("s" + i % 7), "deploy", now));
            now += i % 3 == 0 ? 0 : 5 * DAY;
        }
        List<ServiceKey> all =
                IntStream.range(0, 7).mapToObj(i -> service("s" + i)).toList();
        List<Entry> whole = journal.page(all, Optional.empty(), 1000, any -> true);
        List<Entry> paged = new ArrayList<>();
        Optional<PageMark> mark = Optional.empty();
        while (paged.size() < 100) {
            List<Entry> page = opened().page(all, mark, 7, any -> true);
            assertThat(page).isNotEmpty();
            paged.addAll(page);
            mark = PageMark.parse(PageMark.of(page.get(page.size() - 1)).toString());
        }

        assertThat(whole).hasSize(100).isSortedAccordingTo(PageMark.newestFirst());
        assertThat(ids(paged)).isEqualTo(ids(whole));
        assertThat(opened().page(all, mark, 7, any -> true)).isEmpty();
    }

    @Test
    void aPageReadsNoFileThatItDoesNotNeed() {
        List<Path> read = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            journal().begin(begun(String.valueOf(i), service("s" + i), "deploy", now++));
        }
        journal().save();
        Journal restarted = new Journal(home, () -> now, (problem, e) -> problems.add(problem), new Disk() {
            @Override
            byte[] read(Path file) throws IOException {
                read.add(file);
                return super.read(file);
            }
        });
        restarted.load();
        assertThat(read).as("the index alone").hasSizeLessThanOrEqualTo(2);
        read.clear();

        List<ServiceKey> all =
                IntStream.range(0, 50).mapToObj(i -> service("s" + i)).toList();
        assertThat(ids(restarted.page(all, Optional.empty(), 3, any -> true))).containsExactly("49", "48", "47");
        assertThat(read).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void whatHasChangedSinceTheIndexIsRead() {
        journal().begin(begun("1", now));
        journal().begin(begun("a", service("api"), "deploy", now));
        journal().save();
        journal().begin(begun("2", now + 1));

        assertThat(opened().heads())
                .extracting(heads -> heads.entries().get(0).id())
                .containsExactlyInAnyOrder("2", "a");
    }

    @Test
    void aLostOrDamagedIndexLosesNothing() throws IOException {
        journal().begin(begun("1", now));
        journal().save();
        Path index = home.resolve("index.jsonl");
        byte[] whole = Files.readAllBytes(index);
        for (int length = 0; length < whole.length; length++) {
            Files.write(index, java.util.Arrays.copyOf(whole, length));
            assertThat(ids(opened())).containsExactly("1");
            assertThat(opened().heads()).hasSize(1);
        }
        Files.delete(index);
        assertThat(opened().heads()).hasSize(1);
    }

    @Test
    void aFolderOfAnotherNameIsNotTakenForItsService() throws IOException {
        journal().begin(begun("1", now));
        Path copy = home.resolve("evil@c1@eu@1").resolve(file().getFileName());
        Files.createDirectories(copy.getParent());
        Files.copy(file(), copy);

        assertThat(opened().heads())
                .singleElement()
                .satisfies(heads -> assertThat(heads.service()).isEqualTo(WEB));
    }

    @Test
    void damageLosesNoMoreThanItself() throws IOException {
        for (int i = 0; i < 5; i++) {
            journal().begin(begun(String.valueOf(i), now));
        }
        String[] lines = Files.readString(file()).split("\n");
        lines[1] = lines[1].substring(0, 40) + "\0\0\0";
        lines[3] = "[1, 2]";
        Files.writeString(file(), String.join("\n", lines));

        Journal restarted = opened();
        assertThat(ids(restarted)).containsExactly("4", "2", "0");
        restarted.begin(begun("5", now));
        assertThat(ids(opened())).containsExactly("5", "4", "2", "0");
    }

    @Test
    void whatAnotherVersionWroteIsReadAsFarAsItIsKnown() throws IOException {
        journal().begin(begun("1", now));
        Files.writeString(
                file(),
                "{\"id\":\"2\",\"order\":" + (now + 1)
                        + ",\"service\":\"web\",\"cluster\":\"c1\",\"region\":\"eu-central-1\","
                        + "\"account\":\"123456789012\",\"build\":7,\"gates\":{\"a\":1},"
                        + "\"images\":[],\"target\":null,\"more\":[{}]}\n",
                StandardOpenOption.APPEND);

        assertThat(ids(opened())).containsExactly("2", "1");
    }

    @Test
    void aDeploymentWithoutAnAccountBelongsToTheServiceOfThatName() {
        journal().begin(begun("1", now));
        ServiceKey unknown = new ServiceKey(WEB.region(), "", WEB.cluster(), "web");
        journal().update(ended(begun("2", unknown, "deploy", now), "NOT_DEPLOYED", now));
        journal()
                .update(ended(
                        begun("3", new ServiceKey("eu-west-1", "", "c1", "web"), "deploy", now), "NOT_DEPLOYED", now));

        assertThat(ids(journal())).containsExactly("2", "1");
        assertThat(journal().heads()).hasSize(2);
    }

    @Test
    void whatIsOldAndTooMuchGoesButNotWhatRuns() {
        Entry runs = journal().begin(begun("runs", now));
        journal().update(ended(runs, "SUCCESSFUL", now));
        journal().begin(begun("old", now));
        now += 500 * DAY;
        for (int i = 0; i < 20; i++) {
            now += DAY;
            journal().begin(begun(String.valueOf(i), now));
        }

        journal().prune(new Journal.Limits(400, 2000));
        assertThat(ids(journal())).hasSize(21).endsWith("0", "runs");

        for (int i = 20; i < 2020; i++) {
            journal().begin(begun(String.valueOf(i), now));
        }
        journal().prune(new Journal.Limits(400, 2000));
        assertThat(ids(opened())).hasSize(2001).startsWith("2019").endsWith("20", "runs");
        assertThat(problems).isEmpty();
    }

    @Test
    void linesAreReadableWithoutThisProgram() throws IOException {
        Entry entry = journal().begin(begun("1", now));
        journal().update(ended(entry, "SUCCESSFUL", now + 1));

        assertThat(Files.readAllLines(file(), StandardCharsets.UTF_8))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"ended\":\"2026-11-29T12:00:00.001Z\"", "\"images\":{\"web\":\"registry/web:2\"}");
    }
}
