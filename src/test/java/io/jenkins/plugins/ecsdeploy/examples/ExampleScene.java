package io.jenkins.plugins.ecsdeploy.examples;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;

/** One of the teams: its jobs, and a Git repository of its files in {@code examples/}. */
final class ExampleScene {
    final ExamplesHost host;
    final String example;
    final Path repository;

    /** @param example the name of the folder */
    ExampleScene(ExamplesHost host, String example) throws IOException, InterruptedException {
        this.host = host;
        this.example = example;
        this.repository = host.repositories.resolve(example);
        copy(Path.of("examples", example), repository);
        git("init", "-q");
        git("symbolic-ref", "HEAD", "refs/heads/main");
        commit("Begin with what we have");
    }

    WorkflowJob job(String name) {
        return host.jenkins().jenkins.getItemByFullName(example + "/" + name, WorkflowJob.class);
    }

    /** Builds a job to its end. */
    WorkflowRun build(Result expected, String job, String... parameters) throws Exception {
        return host.jenkins().assertBuildStatus(expected, host.jenkins().waitForCompletion(begin(job, parameters)));
    }

    /** @param parameters {@code NAME=value} */
    WorkflowRun begin(String job, String... parameters) throws Exception {
        List<ParameterValue> values = Stream.of(parameters)
                .map(parameter -> parameter.split("=", 2))
                .<ParameterValue>map(parameter -> new StringParameterValue(parameter[0], parameter[1]))
                .toList();
        return (values.isEmpty()
                        ? job(job).scheduleBuild2(0)
                        : job(job).scheduleBuild2(0, new ParametersAction(values)))
                .waitForStart();
    }

    /** The question that a build asks, when it does. */
    static InputStepExecution question(WorkflowRun build) {
        await().until(() -> build.getAction(InputAction.class) != null
                && !build.getAction(InputAction.class).getExecutions().isEmpty());
        try {
            return build.getAction(InputAction.class).getExecutions().get(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void write(String path, String text) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** @return its full name */
    String commit(String message) throws IOException, InterruptedException {
        git("add", "-A");
        git("-c", "user.name=dev", "-c", "user.email=dev@example.com", "commit", "-q", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(command + ": " + output).isZero();
        return output;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path place = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
