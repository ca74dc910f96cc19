package io.jenkins.plugins.ecsdeploy.history.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Build;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Carrier;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Change;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.End;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.GatePassage;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.Origin;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry.TargetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was written is what is read, whatever the names and texts, the clock and the restarts in between. */
class JournalPropertiesTest {
    private static final String[] NASTY = {
        "",
        "web",
        "WEB",
        "../../x",
        "a@b",
        "a%40b",
        "con",
        "\u0000",
        "\n",
        "</script><img src=x onerror=alert(1)>",
        "\ud83d\ude80",
        "\u202e",
        "{\"id\":\"1\"}",
        "x".repeat(300),
        "ä/ö\\ü",
        ".",
        "..",
        "\ud800"
    };

    @Property(tries = 30)
    void whatWasWrittenIsRead(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path home = Files.createTempDirectory("journal");
        try {
            long[] now = {1_700_000_000_000L};
            Map<String, Entry> expected = new LinkedHashMap<>();
            Set<ServiceKey> services = new HashSet<>();
            Journal journal = opened(home, now);
            for (int i = 0; i < 60; i++) {
                now[0] += random.nextLong(-5_000_000_000L, 6_000_000_000L);
                if (random.nextInt(10) == 0) {
                    if (random.nextBoolean()) {
                        journal.save();
                    }
                    journal = opened(home, now);
                }
                Entry entry = any(random, "id" + i, now[0]);
                services.add(entry.service());
                expected.put(entry.id(), journal.begin(entry));
                if (random.nextInt(3) > 0) {
                    Entry again = new ArrayList<>(expected.values()).get(random.nextInt(expected.size()));
                    expected.put(again.id(), journal.update(Entries.ended(again, name(random), now[0])));
                }
            }

            for (Journal each : List.of(journal, opened(home, now))) {
                List<Entry> read = each.page(services, Optional.empty(), 1000, any -> true);
                assertThat(read)
                        .containsExactlyInAnyOrderElementsOf(expected.values())
                        .isSortedAccordingTo(PageMark.newestFirst());
            }
        } finally {
            delete(home);
        }
    }

    private static Journal opened(Path home, long[] now) {
        Journal journal = new Journal(
                home,
                () -> now[0],
                (problem, e) -> {
                    throw new AssertionError(problem, e);
                },
                new FastDisk());
        journal.load();
        return journal;
    }

    private static Entry any(Random random, String id, long began) {
        return new Entry(
                id,
                0,
                text(random),
                new ServiceKey("r", "1", name(random), name(random)),
                random.nextBoolean() ? new TargetName(name(random), name(random)) : TargetName.NONE,
                new Change(
                        text(random),
                        text(random),
                        Map.of(name(random), name(random)),
                        Map.of(),
                        List.of(name(random))),
                new Carrier(text(random), text(random), List.of(name(random), "")),
                List.of(new GatePassage(name(random), text(random), 1, 0, text(random), 0, text(random), false)),
                new Origin(
                        new Build(name(random), random.nextInt(), text(random), text(random), 0),
                        List.of(new Build(name(random), 1, text(random), text(random), 5)),
                        text(random),
                        text(random),
                        text(random)),
                began,
                End.NOT_YET);
    }

    private static String name(Random random) {
        String nasty = NASTY[random.nextInt(NASTY.length)];
        // Half a character is none in UTF-8, and becomes a question mark.
        return nasty.equals("\ud800") ? "?" : nasty;
    }

    private static String text(Random random) {
        return random.nextInt(4) == 0 ? null : name(random);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
