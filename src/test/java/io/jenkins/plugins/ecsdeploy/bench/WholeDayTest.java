package io.jenkins.plugins.ecsdeploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WholeDayTest {
    @Test
    void allOfADaySucceed() {
        try (WholeDay day = new WholeDay(20)) {
            assertThat(day.play()).isEqualTo(20);
        }
    }
}
