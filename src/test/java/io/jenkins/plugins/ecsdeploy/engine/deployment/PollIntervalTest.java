package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollIntervalTest {
    @ParameterizedTest
    @CsvSource({"0, 2000", "40, 2000", "100, 5000", "300, 15000", "86400, 15000"})
    void growsWithTheAgeAndIsUpToAFifthShorter(long ageSeconds, long longestMillis) {
        for (int i = 0; i < 100; i++) {
            assertThat(PollInterval.regular(Duration.ofSeconds(ageSeconds)).toMillis())
                    .isBetween(longestMillis * 4 / 5, longestMillis);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2000", "2, 4000", "5, 32000", "6, 60000", "1000, 60000"})
    void doublesWithEachFailureUpToAMinute(int failures, long longestMillis) {
        assertThat(PollInterval.afterFailures(failures).toMillis()).isBetween(longestMillis * 4 / 5, longestMillis);
    }
}
