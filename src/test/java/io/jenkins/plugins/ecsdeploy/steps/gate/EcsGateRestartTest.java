package io.jenkins.plugins.ecsdeploy.steps.gate;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Jenkins is stopped while a block runs at a gate: the block goes on where it was, and AWS hears one answer. */
class EcsGateRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void theBlockGoesOnAndAnswersOnce() throws Throwable {
        EmulatedService shop = scene.blueGreenService("shop");
        shop.group().readyWait(Duration.ofMinutes(120), true);
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowJob job = EcsScene.job(
                    jenkins,
                    "def green = ecsDeploy(service: 'shop', " + ARGUMENTS + ", tag: 2, waitUntil: 'GATE')\n"
                            + "def r = ecsGate(green) { semaphore 'gate'; echo \"decides at ${env.ECS_GATE}\" }\n"
                            + "echo \"then ${r.status}\"");
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Deploying shop:2", build);
            scene.ecs.clock().advance(Duration.ofMinutes(3));
            SemaphoreStep.waitForStart("gate/1", build);
        });

        sessions.then(jenkins -> {
            WorkflowRun build =
                    jenkins.jenkins.getAllItems(WorkflowJob.class).get(0).getBuildByNumber(1);
            SemaphoreStep.success("gate/1", null);
            jenkins.waitForMessage("CodeDeploy answered that it does", build);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("decides at READY", build);
            jenkins.assertLogContains("then SUCCESSFUL", build);
        });
        assertThat(scene.ecs.calls("ContinueDeployment")).hasSize(1);
        assertThat(scene.ecs.calls("CreateDeployment")).hasSize(1);
    }
}
