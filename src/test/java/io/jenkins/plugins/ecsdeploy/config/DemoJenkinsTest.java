package io.jenkins.plugins.ecsdeploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.BooleanParameterDefinition;
import hudson.model.BooleanParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.DemoRegistry;
import io.jenkins.plugins.ecsdeploy.emulator.DemoWorld;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.registry.TestRegistry;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;

/** The configuration of the demo's Jenkins, as it is in demo/jenkins.yaml: its targets work with the demo's emulator. */
@ExtendWith(QuickJenkins.class)
class DemoJenkinsTest {
    private static JenkinsRule jenkins;
    private static EcsEmulator emulator;
    private static TestRegistry registry;

    @BeforeAll
    static void start(JenkinsRule rule, @TempDir Path folder) throws Exception {
        jenkins = rule;
        emulator = EcsEmulator.start(EmulatorClock.running(60));
        DemoWorld.build(emulator);
        registry = DemoRegistry.start(0, emulator, line -> {});
        String configuration = Files.readString(Path.of("demo/jenkins.yaml"))
                .replace("${ECS_ENDPOINT}", emulator.endpoint().toString())
                .replace("${REGISTRY_URL}", registry.url().toString())
                // The jobs find their scripts by a variable of the whole process.
                .replaceFirst("(?s)\njobs:.*", "\n");
        Path written = Files.writeString(folder.resolve("jenkins.yaml"), configuration);
        ConfigurationAsCode.get().configure(written.toString());
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        EcsDeployConfiguration.get().setRegistries(List.of());
        emulator.close();
        registry.close();
    }

    @Test
    void theConnectionOfEachTargetIsGood() throws Exception {
        assertThat(EcsTargets.get().getTargets())
                .extracting(GlobalTarget::getName)
                .containsExactly("dev", "beta", "live");
        for (GlobalTarget target : EcsTargets.get().getTargets()) {
            assertThat(test(target))
                    .as(target.getName())
                    .contains("class=\"ok\"")
                    .contains("Cluster " + target.getName() + " is ACTIVE.")
                    .contains("Everything that the steps read is allowed.");
        }
    }

    @Test
    void aTargetLendsItsCredentials() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("ecsTarget('dev') { echo \"in ${env.ECS_CLUSTER}\" }", true));

        jenkins.assertLogContains("in dev", jenkins.buildAndAssertSuccess(job));
    }

    /** The first of the five systems: an environment's tag is moved, deployed, and put back. */
    @Test
    void aTagIsMovedDeployedAndPutBack() throws Exception {
        String before = registry.tag(DemoRegistry.REPOSITORY, "dev");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("VERSION", "0.0.3"), new BooleanParameterDefinition("BACK", false, "")));
        job.setDefinition(new CpsFlowDefinition(Files.readString(Path.of("demo/deploy-software.Jenkinsfile")), true));

        jenkins.buildAndAssertSuccess(job);

        assertThat(registry.tag(DemoRegistry.REPOSITORY, "dev"))
                .isEqualTo(registry.tag(DemoRegistry.REPOSITORY, "0.0.3"))
                .isNotEqualTo(before);
        assertThat(emulator.calls("UpdateService")).hasSize(1);
        assertThat(emulator.calls("RegisterTaskDefinition")).isEmpty();

        WorkflowRun there = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(
                0,
                new ParametersAction(
                        new StringParameterValue("VERSION", "0.0.2"), new BooleanParameterValue("BACK", true))));

        jenkins.assertLogContains("library/software:dev is " + before, there);
        assertThat(registry.tag(DemoRegistry.REPOSITORY, "dev"))
                .isEqualTo(registry.tag(DemoRegistry.REPOSITORY, "0.0.3"));
    }

    private static String test(GlobalTarget target) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            WebRequest request = new WebRequest(
                    client.createCrumbedUrl("descriptorByName/" + GlobalTarget.class.getName() + "/testConnection"),
                    HttpMethod.POST);
            request.setRequestParameters(List.of(
                    new NameValuePair("name", target.getName()),
                    new NameValuePair("region", target.getRegion()),
                    new NameValuePair("cluster", target.getCluster()),
                    new NameValuePair("credentialsId", target.getCredentialsId())));
            return client.loadWebResponse(request).getContentAsString();
        }
    }
}
