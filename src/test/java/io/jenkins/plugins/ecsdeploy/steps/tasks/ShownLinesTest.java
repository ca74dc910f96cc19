package io.jenkins.plugins.ecsdeploy.steps.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What of a container's log stands in the log of the build, whoever else writes there. */
class ShownLinesTest {
    @Test
    void wholeLinesThatBeginSoCount() throws IOException {
        assertThat(count("[live/web] web | one\n[live/web] web | \n[live/web] web | cut o"))
                .isEqualTo(2);
    }

    @Test
    void thoseOfOthersDoNot() throws IOException {
        assertThat(count("[live/web] router | one\n[live/web] \n[live/web]   web | no\nsaid: [live/web] web | one\n"))
                .isZero();
    }

    @Test
    void aTimeMayStandBeforeThem() throws IOException {
        assertThat(count("[2026-01-31T12:00:00.000Z] [live/web] web | one\n[2026-01-31T12:00:00.000Z] web | other\n"))
                .isEqualTo(1);
    }

    private static long count(String log) throws IOException {
        ShownLines.Counter counter = new ShownLines.Counter("[live/web] web | ".getBytes(StandardCharsets.UTF_8));
        counter.write(log.getBytes(StandardCharsets.UTF_8));
        return counter.lines();
    }
}
