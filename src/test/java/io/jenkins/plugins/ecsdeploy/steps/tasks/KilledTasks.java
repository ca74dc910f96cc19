package io.jenkins.plugins.ecsdeploy.steps.tasks;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.ecsdeploy.Controllers;
import io.jenkins.plugins.ecsdeploy.config.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is killed while tasks run: no second task, and each line of their logs once. */
class KilledWhileATaskRunsTest {
    private static final int TASKS = 5;
    private static final int LINES = 40;

    @RegisterExtension
    private final RealJenkinsExtension real = Controllers.killable();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    /** Of five tasks the log of each is at another place when it strikes. */
    @Test
    void logsGoOnWithoutLossOrRepetition() throws Throwable {
        TaskScenes.service(scene.ecs);
        for (int i = 1; i <= TASKS; i++) {
            scene.ecs
                    .tasks()
                    .next(TaskScenes.logging(TaskScene.succeeds().running(Duration.ofMinutes(10L * i)), LINES));
        }
        real.startJenkins();
        real.runRemotely(
                KilledWhileATaskRunsTest::begin,
                scene.ecs.endpoint().toString(),
                scene.ecs.credentials().accessKeyId() + " "
                        + scene.ecs.credentials().secretAccessKey());
        for (int i = 0; i < 6; i++) {
            scene.ecs.clock().advance(Duration.ofMinutes(1));
            real.runRemotely(KilledWhileATaskRunsTest::hasShown, (i + 1) * 2 - 1);
        }

        real.stopJenkinsForcibly();
        scene.ecs.clock().advance(Duration.ofMinutes(3));
        real.startJenkins();

        scene.ecs.clock().advance(Duration.ofMinutes(50));
        real.runRemotely(KilledWhileATaskRunsTest::allHaveSucceeded);
        assertThat(scene.ecs.tasks().started()).hasSize(TASKS);
    }

    private static void begin(JenkinsRule jenkins, String endpoint, String keys) throws Exception {
        EcsDeployConfiguration.get().setEndpointUrl(endpoint);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL, "aws", keys.split(" ")[0], keys.split(" ")[1], "of the emulator"));
        SystemCredentialsProvider.getInstance().save();
        for (int i = 1; i <= TASKS; i++) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "migrate" + i);
            job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.MAX_SURVIVABILITY));
            job.setDefinition(new CpsFlowDefinition("ecsRunTask(service: 'job', " + ARGUMENTS + ")", true));
            jenkins.waitForMessage("Task ", job.scheduleBuild2(0).waitForStart());
        }
    }

    /** The first task writes four lines a minute. */
    private static void hasShown(JenkinsRule jenkins, int line) throws Exception {
        jenkins.waitForMessage("job | line " + line, build(jenkins, 1));
    }

    private static void allHaveSucceeded(JenkinsRule jenkins) throws Exception {
        for (int i = 1; i <= TASKS; i++) {
            WorkflowRun build = build(jenkins, i);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(TaskScenes.shown(JenkinsRule.getLog(build))).isEqualTo(TaskScenes.lines(LINES));
        }
    }

    private static WorkflowRun build(JenkinsRule jenkins, int number) {
        return jenkins.jenkins
                .getItemByFullName("migrate" + number, WorkflowJob.class)
                .getBuildByNumber(1);
    }
}
