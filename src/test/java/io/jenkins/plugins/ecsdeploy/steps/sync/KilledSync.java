package io.jenkins.plugins.ecsdeploy.steps.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.ecsdeploy.Controllers;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is killed in the middle of {@code ecsSync}: the plan is known, and nothing is done twice. */
class EcsSyncKilledTest {
    @RegisterExtension
    private final RealJenkinsExtension real = Controllers.killable();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatWasBegunAndWhatIsLeftGoesOn() throws Throwable {
        for (int i = 0; i < 3; i++) {
            scene.service("s" + i);
        }
        real.startJenkins();
        real.runRemotely(
                EcsSyncKilledTest::begin,
                scene.ecs.endpoint().toString(),
                scene.ecs.credentials().accessKeyId(),
                scene.ecs.credentials().secretAccessKey());

        real.stopJenkinsForcibly();
        scene.ecs.clock().advance(Duration.ofMinutes(5));
        real.startJenkins();

        real.runRemotely(EcsSyncKilledTest::begunOnesHaveEnded);
        scene.ecs.clock().advance(Duration.ofMinutes(5));
        real.runRemotely(EcsSyncKilledTest::allHaveSucceeded);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(3);
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).hasSize(3);
        assertThat(scene.ecs.calls("DescribeServiceRevisions"))
                .as("looks at all three, for a plan")
                .filteredOn(call -> call.request().path("serviceRevisionArns").size() == 3)
                .hasSize(1);
    }

    private static void begin(JenkinsRule jenkins, String endpoint, String id, String secret) throws Exception {
        EcsDeployConfiguration.get().setEndpointUrl(endpoint);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "aws", id, secret, "of the emulator"));
        SystemCredentialsProvider.getInstance().save();
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            files.append("writeFile(file: 'c1/s" + i
                    + "/revision.json', text: '[{\"name\": \"web\", \"imageUri\": \"registry/web:2\"}]')\n");
        }
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "sync");
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + files + "ecsSync(region: 'eu-central-1', credentialsId: 'aws', parallel: 2)\n}", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("[c1/s0] Deploying web:", build);
        jenkins.waitForMessage("[c1/s1] Deploying web:", build);
    }

    private static void begunOnesHaveEnded(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        jenkins.waitForMessage("is live on service s0", build);
        jenkins.waitForMessage("is live on service s1", build);
        jenkins.waitForMessage("[c1/s2] Deploying web:", build);
    }

    private static void allHaveSucceeded(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("[ecsSync] SUCCESSFUL: c1/s0, c1/s1, c1/s2", build);
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("sync", WorkflowJob.class).getBuildByNumber(1);
    }
}
