package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.poll.Backoff;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollIntervalTest {
    @ParameterizedTest
    @CsvSource({"0, 2000", "2, 2000", "10, 10000", "15, 15000", "86400, 15000"})
    void growsWithTheAge(long ageSeconds, long millis) {
        assertThat(Backoff.byAge(Duration.ofSeconds(ageSeconds))).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"0, false, 8000", "6, false, 12000", "10, false, 20000", "86400, false, 20000", "10, true, 18000"})
    void growsFasterWhereNobodySharesTheCalls(long ageSeconds, boolean counted, long millis) {
        assertThat(PollInterval.regularAlone(Duration.ofSeconds(ageSeconds), counted))
                .hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 3400", "0, 100, 20000", "0, 210, 30000", "33, 210, 9000", "43, 210, 3400", "300, 210, 10000"})
    void isShorterStillWhenNearlyDoneAlone(long sinceSeconds, long beforeSeconds, long millis) {
        assertThat(PollInterval.nearlyDoneAlone(Duration.ofSeconds(sinceSeconds), Duration.ofSeconds(beforeSeconds)))
                .hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 3800",
        "0, 210, 15000",
        "28, 210, 7000",
        "0, 12, 3800",
        "40, 210, 3800",
        "300, 210, 10000",
        "86400, 210, 15000"
    })
    void isShortWhenNearlyDoneUnlessThatLasts(long sinceSeconds, long beforeSeconds, long millis) {
        assertThat(PollInterval.nearlyDone(Duration.ofSeconds(sinceSeconds), Duration.ofSeconds(beforeSeconds)))
                .hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"1, 2000", "2, 4000", "5, 32000", "6, 60000", "1000, 60000"})
    void doublesWithEachFailureUpToAMinuteAndIsUpToATenthShorter(int failures, long longestMillis) {
        assertThat(Backoff.afterFailures(failures).toMillis()).isBetween(longestMillis * 9 / 10, longestMillis);
    }
}
