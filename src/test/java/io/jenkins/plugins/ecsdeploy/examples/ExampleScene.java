package io.jenkins.plugins.ecsdeploy.examples;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleProject;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import hudson.plugins.git.GitSCM;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.config.Registry;
import io.jenkins.plugins.ecsdeploy.emulator.DemoRegistry;
import io.jenkins.plugins.ecsdeploy.emulator.DemoWorld;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.ExamplesWorld;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javaposse.jobdsl.plugin.ExecuteDslScripts;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A Jenkins with the jobs of an example, made of {@code demo/examples.groovy} as those of the demo are, and what its team has
 * beside it: a Git repository of the files in {@code examples/}, the emulated AWS, a registry, and what stands for Docker.
 */
final class ExampleScene implements AutoCloseable {
    final EcsEmulator ecs = EcsEmulator.start(EmulatorClock.running(60));
    final TestRegistry registry;
    final String example;
    final Path repository;
    private JenkinsRule jenkins;

    /**
     * @param example the name of the folder
     * @param disk a folder for the repository
     */
    ExampleScene(String example, Path disk) throws IOException, InterruptedException {
        this.example = example;
        this.repository = disk.resolve(example);
        DemoWorld.build(ecs);
        registry = DemoRegistry.start(0, ecs, line -> {});
        copy(Path.of("examples", example), repository);
        git("init", "-q");
        git("symbolic-ref", "HEAD", "refs/heads/main");
        commit("Begin with what we have");
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
    }

    /** Sets up a Jenkins that has nothing of it yet, or goes on with one that was started again. */
    ExampleScene in(JenkinsRule rule) throws Exception {
        jenkins = rule;
        if (jenkins.jenkins.getItem(example) != null) {
            return this;
        }
        EcsDeployConfiguration configuration = EcsDeployConfiguration.get();
        configuration.setEndpointUrl(ecs.endpoint().toString());
        configuration.setStsEndpointUrl(ecs.endpoint().toString());
        Registry nexus = new Registry("nexus.acme.com");
        nexus.setUrl(registry.url().toString());
        nexus.setPlainHttp(true);
        configuration.setRegistries(List.of(nexus));
        List<Credentials> credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.add(aws(
                "aws-examples",
                ecs.credentials().accessKeyId(),
                ecs.credentials().secretAccessKey()));
        for (String environment : ExamplesWorld.ENVIRONMENTS) {
            credentials.add(aws(
                    "aws-" + environment,
                    ExamplesWorld.accessKeyId(environment),
                    ExamplesWorld.secretAccessKey(environment)));
        }
        credentials.add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "nexus", null, DemoRegistry.USER, DemoRegistry.PASSWORD));
        SystemCredentialsProvider.getInstance().save();
        jenkins.jenkins
                .getGlobalNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(new EnvironmentVariablesNodeProperty.Entry(
                        "PATH+DEMO", Path.of("demo", "bin").toAbsolutePath().toString())));
        makeJobs();
        return this;
    }

    private static AWSCredentialsImpl aws(String id, String accessKeyId, String secretAccessKey) {
        return new AWSCredentialsImpl(CredentialsScope.GLOBAL, id, accessKeyId, secretAccessKey, null);
    }

    private void makeJobs() throws Exception {
        FreeStyleProject seed = jenkins.createFreeStyleProject();
        ExecuteDslScripts dsl = new ExecuteDslScripts();
        dsl.setScriptText(Files.readString(Path.of("demo", "examples.groovy")));
        // It is written down with the job, and Jenkins writes no map of Map.of.
        dsl.setAdditionalParameters(
                new HashMap<>(Map.of("EXAMPLES_DIR", repository.getParent().toString())));
        seed.getBuildersList().add(dsl);
        jenkins.buildAndAssertSuccess(seed);
    }

    /** Has a part of an address fail in smoke tests; null: none. */
    void smokeTestFails(String part) throws IOException {
        jenkins.jenkins
                .getGlobalNodeProperties()
                .removeIf(property -> property instanceof EnvironmentVariablesNodeProperty variables
                        && variables.getEnvVars().containsKey("SMOKE_TEST_FAILS"));
        if (part != null) {
            jenkins.jenkins
                    .getGlobalNodeProperties()
                    .add(new EnvironmentVariablesNodeProperty(
                            new EnvironmentVariablesNodeProperty.Entry("SMOKE_TEST_FAILS", part)));
        }
    }

    WorkflowJob job(String name) {
        return jenkins.jenkins.getItemByFullName(example + "/" + name, WorkflowJob.class);
    }

    /** Builds a job to its end. */
    WorkflowRun build(Result expected, String job, String... parameters) throws Exception {
        return jenkins.assertBuildStatus(expected, jenkins.waitForCompletion(begin(job, parameters)));
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

    @Override
    public void close() {
        GitSCM.ALLOW_LOCAL_CHECKOUT = false;
        registry.close();
        ecs.close();
    }
}
