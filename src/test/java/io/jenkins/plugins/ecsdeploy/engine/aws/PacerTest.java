package io.jenkins.plugins.ecsdeploy.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Pacer pacer = new Pacer(SECOND, 3);

    @Test
    void someAtOnceAndTheOthersOneByOne() {
        assertThat(turns("a", NOW, 5))
                .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO, SECOND, SECOND.multipliedBy(2));
    }

    @Test
    void aPauseAllowsForSomeAtOnceAgain() {
        turns("a", NOW, 5);

        assertThat(turns("a", NOW.plusSeconds(5), 4))
                .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO, SECOND);
    }

    @Test
    void aLongPauseAllowsForNoMore() {
        turns("a", NOW, 1);

        assertThat(turns("a", NOW.plusSeconds(3600), 4)).endsWith(Duration.ZERO, SECOND);
    }

    @Test
    void keysDoNotWaitForEachOther() {
        turns("a", NOW, 9);

        assertThat(turns("b", NOW, 1)).containsExactly(Duration.ZERO);
    }

    private Duration[] turns(String key, Instant now, int count) {
        Duration[] turns = new Duration[count];
        for (int i = 0; i < count; i++) {
            turns[i] = pacer.turn(key, now);
        }
        return turns;
    }
}
