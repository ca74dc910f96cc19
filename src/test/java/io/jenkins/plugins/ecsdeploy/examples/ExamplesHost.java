package io.jenkins.plugins.ecsdeploy.examples;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleProject;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javaposse.jobdsl.plugin.ExecuteDslScripts;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A Jenkins with the jobs of all examples, made of {@code demo/examples.groovy} as those of the demo are, and what the teams
 * have beside it: the emulated AWS, a registry, and what stands for Docker.
 */
final class ExamplesHost implements AutoCloseable {
    final EcsEmulator ecs = EcsEmulator.start(EmulatorClock.running(60));
    final TestRegistry registry;
    final Path repositories;
    private JenkinsRule jenkins;

    /** @param disk a folder for the repositories */
    ExamplesHost(Path disk) throws IOException {
        repositories = disk;
        DemoWorld.build(ecs);
        registry = DemoRegistry.start(0, ecs, line -> {});
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
    }

    /** Sets up a Jenkins that has nothing of it yet, or goes on with one that was started again. */
    void in(JenkinsRule rule) throws Exception {
        jenkins = rule;
        if (jenkins.jenkins.getItem("environment-tags") != null) {
            return;
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
    }

    JenkinsRule jenkins() {
        return jenkins;
    }

    private static AWSCredentialsImpl aws(String id, String accessKeyId, String secretAccessKey) {
        return new AWSCredentialsImpl(CredentialsScope.GLOBAL, id, accessKeyId, secretAccessKey, null);
    }

    private void makeJobs() throws Exception {
        FreeStyleProject seed = jenkins.createFreeStyleProject();
        ExecuteDslScripts dsl = new ExecuteDslScripts();
        dsl.setScriptText(Files.readString(Path.of("demo", "examples.groovy")));
        // It is written down with the job, and Jenkins writes no map of Map.of.
        dsl.setAdditionalParameters(new HashMap<>(Map.of("EXAMPLES_DIR", repositories.toString())));
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

    @Override
    public void close() {
        GitSCM.ALLOW_LOCAL_CHECKOUT = false;
        registry.close();
        ecs.close();
    }
}
