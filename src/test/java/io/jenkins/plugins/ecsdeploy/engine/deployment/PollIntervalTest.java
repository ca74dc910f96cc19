package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollIntervalTest {
    @ParameterizedTest
    @CsvSource({"0, 2000", "8, 2000", "40, 10000", "60, 15000", "86400, 15000"})
    void growsWithTheAge(long ageSeconds, long longestMillis) {
        for (int i = 0; i < 100; i++) {
            isUpToATenthShorter(PollInterval.regular(Duration.ofSeconds(ageSeconds)), longestMillis);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3500", "60, 3500", "300, 10000", "86400, 15000"})
    void isShortWhenNearlyDoneUnlessThatLasts(long sinceSeconds, long longestMillis) {
        isUpToATenthShorter(PollInterval.nearlyDone(Duration.ofSeconds(sinceSeconds)), longestMillis);
    }

    @ParameterizedTest
    @CsvSource({"0, false, 20000", "30, false, 60000", "3600, false, 60000", "3600, true, 10000"})
    void theServiceIsLookedAtNowAndThen(long ageSeconds, boolean tasksFail, long longestMillis) {
        isUpToATenthShorter(PollInterval.ofService(Duration.ofSeconds(ageSeconds), tasksFail), longestMillis);
    }

    @ParameterizedTest
    @CsvSource({"1, 2000", "2, 4000", "5, 32000", "6, 60000", "1000, 60000"})
    void doublesWithEachFailureUpToAMinute(int failures, long longestMillis) {
        isUpToATenthShorter(PollInterval.afterFailures(failures), longestMillis);
    }

    private static void isUpToATenthShorter(Duration pause, long longestMillis) {
        assertThat(pause.toMillis()).isBetween(longestMillis * 9 / 10, longestMillis);
    }
}
