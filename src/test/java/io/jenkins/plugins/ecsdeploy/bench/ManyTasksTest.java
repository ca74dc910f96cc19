package io.jenkins.plugins.ecsdeploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred one-off tasks at once make few calls, and their ends are known soon, whether their logs are shown or not. */
class ManyTasksTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHundredShareTheirCalls(boolean logging) {
        try (OneOffTasks ours = new OneOffTasks(logging);
                OneOffTasks others = new OneOffTasks(logging)) {
            OneOffTasks.Wave engine = ours.byEngine(100);
            // Each polls for itself, so ten make as many calls for a task as a hundred do.
            OneOffTasks.Wave pollers = others.byPollers(10);

            assertThat(engine.failed()).isZero();
            assertThat(engine.callsPerTask()).isLessThanOrEqualTo(pollers.callsPerTask() / 5);
            assertThat(engine.lagMean()).isLessThan(3);
            assertThat(engine.lagAt95()).isLessThan(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneAloneIsSoonKnownToo(boolean logging) {
        try (OneOffTasks ours = new OneOffTasks(logging);
                OneOffTasks others = new OneOffTasks(logging)) {
            OneOffTasks.Wave engine = ours.byEngine(1);

            assertThat(engine.failed()).isZero();
            assertThat(engine.callsPerTask()).isLessThan(others.byPollers(1).callsPerTask() * 1.5);
            assertThat(engine.lagMean()).isLessThan(6);
        }
    }
}
