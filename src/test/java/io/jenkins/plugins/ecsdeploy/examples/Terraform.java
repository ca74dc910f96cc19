package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Terraform in a folder, where it and the provider {@code hashicorp/aws} are on this machine: in one of the folders in which
 * Terraform itself looks for providers, or in that of the variable {@code TF_PLUGIN_DIR}. Nothing is fetched.
 */
final class Terraform {
    private final Path folder;

    /** Skips the test where there is none. */
    Terraform(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Path providers = Stream.of(
                        System.getenv("TF_PLUGIN_DIR"),
                        System.getProperty("user.home") + "/.terraform.d/plugins",
                        "/usr/local/share/terraform/plugins",
                        "/usr/share/terraform/plugins")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(place -> Files.isDirectory(place.resolve("registry.terraform.io/hashicorp/aws")))
                .findFirst()
                .orElse(null);
        assumeTrue(providers != null, "NOT TESTED: Terraform's provider hashicorp/aws is not on this machine");
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "terraform"))),
                "NOT TESTED: Terraform is not on this machine");
        assertThat(run("init", "-input=false", "-plugin-dir=" + providers)).startsWith("0:");
    }

    /** @return its exit code, a colon, and what it printed */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("terraform"), Stream.of(arguments)).toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("TF_CLI_ARGS", "-no-color");
        builder.environment().put("CHECKPOINT_DISABLE", "true");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        return process.waitFor() + ":" + output;
    }
}
