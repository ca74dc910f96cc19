package io.jenkins.plugins.ecsdeploy.engine.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallBudgetTest {
    private Instant now = Instant.parse("2026-01-15T12:00:00Z");
    private final CallBudget budget = new CallBudget(5, now);

    @Test
    void givesNoMoreThanItsRateAndWhatItHasSaved() {
        assertThat(callsWithin(Duration.ofSeconds(10))).isBetween(50, 60);
    }

    @Test
    void throttlingHalvesTheRateOnceForCallsThatWereOnTheWayTogether() {
        budget.throttled(now);
        budget.throttled(now);

        assertThat(budget.rate()).isBetween(2.0, 3.0);
        assertThat(budget.next(now)).isAfter(now);
    }

    @Test
    void recoversByItself() {
        for (int i = 0; i < 20; i++) {
            budget.throttled(now);
            now = now.plusSeconds(2);
        }
        assertThat(callsWithin(Duration.ofSeconds(10))).isBetween(2, 15);
        now = now.plusSeconds(60);
        assertThat(callsWithin(Duration.ofSeconds(10))).isGreaterThanOrEqualTo(50);
    }

    private int callsWithin(Duration time) {
        Instant end = now.plus(time);
        int calls = 0;
        while (!budget.next(now).isAfter(end)) {
            now = budget.next(now);
            budget.take(now);
            calls++;
        }
        now = end;
        return calls;
    }
}
