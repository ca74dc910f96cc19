package io.jenkins.plugins.ecsdeploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Checks are made at once. How long they take on a machine with nothing else to do, {@code ./dev bench} says. */
class CheckTimeTest {
    @Test
    void aLargeDefinitionIsNotCheckedOneByOne() {
        try (CheckTime time = new CheckTime()) {
            double seconds = time.measure();

            assertThat(time.calls()).isBetween(40, 60);
            assertThat(seconds).isLessThan(time.calls() * 0.1);
        }
    }
}
