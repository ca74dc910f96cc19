package io.jenkins.plugins.ecsdeploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What {@code ./dev run 4} plays is what the files of the examples are for. */
class TerminalExamplesTest {
    /** At the same time, for each takes seconds of ours. */
    @Test
    void allDeploymentsOfAllExamplesSucceed() {
        try (TerminalWorld world = new TerminalWorld(60, 10)) {
            CompletableFuture.allOf(TerminalExamples.all().stream()
                            .map(play -> CompletableFuture.runAsync(
                                    () -> play.in().accept(world), task -> new Thread(task).start()))
                            .toArray(CompletableFuture[]::new))
                    .join();

            assertThat(world.ended).hasSize(9).allMatch(words -> words.contains("SUCCESSFUL"));
        }
    }
}
