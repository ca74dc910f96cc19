package io.jenkins.plugins.ecsdeploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.ecsdeploy.emulator.DemoWorld;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The configuration of the demo's Jenkins, as it is in demo/jenkins.yaml: its targets work with the demo's emulator. */
@WithJenkins
class DemoJenkinsTest {
    private static JenkinsRule jenkins;
    private static EcsEmulator emulator;

    @BeforeAll
    static void start(JenkinsRule rule, @TempDir Path folder) throws Exception {
        jenkins = rule;
        emulator = EcsEmulator.start(EmulatorClock.running(60));
        DemoWorld.build(emulator);
        String configuration = Files.readString(Path.of("demo/jenkins.yaml"))
                .replace("${ECS_ENDPOINT}", emulator.endpoint().toString())
                // The jobs find their scripts by a variable of the whole process.
                .replaceFirst("(?s)\njobs:.*", "\n");
        Path written = Files.writeString(folder.resolve("jenkins.yaml"), configuration);
        ConfigurationAsCode.get().configure(written.toString());
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        emulator.close();
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
