package io.jenkins.plugins.ecsdeploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "192, 3 min 12 s", "3600, 1 h 0 min", "90061, 25 h 1 min"})
    void readLikeSpeech(long seconds, String words) {
        assertThat(Durations.inWords(Duration.ofSeconds(seconds))).isEqualTo(words);
    }
}
