package io.jenkins.plugins.ecsdeploy.steps.sync;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A restart, and an abort, in the middle of {@code ecsSync}. */
class EcsSyncRestartTest {
    private static final String SYNC =
            "ecsSync(region: 'eu-central-1', credentialsId: 'aws', parallel: 2, onAbort: 'ROLLBACK')";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void goesOnWithThoseThatAreLeft() throws Throwable {
        for (int i = 0; i < 4; i++) {
            scene.service("s" + i);
        }
        // It fails before the restart, is remembered as that, and is not tried again.
        scene.ecs.scene("s0", Scene.crash(2));
        scene.ecs.service("c1", "s0").circuitBreaker(true);
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowRun build = begin(jenkins, 4);
            jenkins.waitForMessage("[c1/s0] Deploying web:", build);
            jenkins.waitForMessage("[c1/s1] Deploying web:", build);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.waitForMessage("[c1/s2] Deploying web:", build);
            jenkins.waitForMessage("[c1/s3] Deploying web:", build);
        });
        assertThat(scene.ecs.calls("UpdateService")).hasSize(4);
        scene.ecs.clearCalls();

        sessions.then(jenkins -> {
            WorkflowRun build = build(jenkins);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("ERROR: 1 of 4 deployments failed:\n  c1/s0: The deployment of web:", build);
            jenkins.assertLogContains("[ecsSync] SUCCESSFUL: c1/s1, c1/s2, c1/s3", build);
        });
        assertThat(scene.ecs.calls("UpdateService")).isEmpty();
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).isEmpty();
    }

    @Test
    void beginsAfterTheRestartWhatHadNotBegun() throws Throwable {
        for (int i = 0; i < 3; i++) {
            scene.service("s" + i);
        }
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowRun build = begin(jenkins, 3);
            jenkins.waitForMessage("[c1/s0] Deploying web:", build);
            jenkins.waitForMessage("[c1/s1] Deploying web:", build);
        });
        assertThat(scene.ecs.calls("UpdateService")).hasSize(2);
        assertThat(KilledSync.looksAtAll(scene)).isEqualTo(1);

        sessions.then(jenkins -> {
            WorkflowRun build = build(jenkins);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.waitForMessage("[c1/s2] Deploying web:", build);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("[ecsSync] SUCCESSFUL: c1/s0, c1/s1, c1/s2", build);
        });
        assertThat(scene.ecs.calls("UpdateService")).hasSize(3);
        assertThat(KilledSync.looksAtAll(scene)).as("the plan was kept").isEqualTo(1);
    }

    @Test
    void anAbortIsCarriedOutForAllThatRun() throws Throwable {
        for (int i = 0; i < 3; i++) {
            scene.service("s" + i);
        }
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowRun build = begin(jenkins, 3);
            jenkins.waitForMessage("[c1/s0] Deploying web:", build);
            jenkins.waitForMessage("[c1/s1] Deploying web:", build);

            build.getExecutor().interrupt();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            assertThat(scene.ecs.calls("StopServiceDeployment")).hasSize(2);
            assertThat(scene.ecs.calls("UpdateService")).hasSize(2);
            jenkins.assertLogNotContains("AWS did not answer", build);
        });
    }

    private static WorkflowRun begin(JenkinsRule jenkins, int services) throws Exception {
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < services; i++) {
            files.append("writeFile(file: 'c1/s" + i
                    + "/revision.json', text: '[{\"name\": \"web\", \"imageUri\": \"registry/web:2\"}]')\n");
        }
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "sync");
        job.setDefinition(new CpsFlowDefinition("node {\n" + files + SYNC + "\n}", true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("sync", WorkflowJob.class).getBuildByNumber(1);
    }
}
