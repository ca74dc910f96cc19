package io.jenkins.plugins.ecsdeploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./dev run 4} plays is what the files of the examples are for. */
class TerminalExamplesTest {
    @ParameterizedTest
    @CsvSource({
        "environment-tags, 1",
        "staged-then-live, 4",
        "revision-files, 1",
        "taskdef-in-git, 1",
        "templates-and-test-traffic, 2"
    })
    void eachDeploymentSucceeds(String folder, int deployments) {
        try (TerminalWorld world = new TerminalWorld(60)) {
            TerminalExamples.all().stream()
                    .filter(play -> play.folder().equals(folder))
                    .findFirst()
                    .orElseThrow()
                    .in()
                    .accept(world);

            assertThat(world.ended).hasSize(deployments).allMatch(words -> words.contains("SUCCESSFUL"));
        }
    }
}
