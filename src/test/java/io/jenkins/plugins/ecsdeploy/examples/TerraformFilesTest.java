package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Terraform files of the examples are those of a provider: {@code terraform validate} takes them. */
class TerraformFilesTest {
    @TempDir
    private Path folder;

    /** Folders of a module, separated by commas. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment-tags/terraform",
                "staged-then-live/src/service1",
                "templates-and-test-traffic/terraform,templates-and-test-traffic/terraform/codedeploy",
                "templates-and-test-traffic/terraform,templates-and-test-traffic/terraform/ecs-blue-green"
            })
    void areValid(String module) throws Exception {
        for (String part : module.split(",")) {
            copyFiles(Path.of("examples", part), folder);
        }
        String said = new Terraform(folder).run("validate");

        assumeFalse(
                said.contains("Blocks of type \"deployment_configuration\" are not expected"),
                "NOT TESTED: the provider here is older than ECS's own blue/green");
        assertThat(said).startsWith("0:").contains("The configuration is valid");
    }

    static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.list(from)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
