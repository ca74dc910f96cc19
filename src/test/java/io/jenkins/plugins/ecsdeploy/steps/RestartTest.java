package io.jenkins.plugins.ecsdeploy.steps;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is stopped while ECS works goes on where it was. */
class RestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void goesOnWaitingAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deploy");
            job.setDefinition(new CpsFlowDefinition(
                    "def r = ecsDeploy(service: 'web', " + ARGUMENTS + ", tag: 2)\necho \"then ${r.status}\"", true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Deploying web:2", build);
        });

        scene.ecs.clock().advance(Duration.ofMinutes(5));

        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("deploy", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("web:2 is live on service web", build);
            jenkins.assertLogContains("then SUCCESSFUL", build);
        });
        assertThat(scene.ecs.calls("RegisterTaskDefinition")).hasSize(1);
        assertThat(scene.ecs.calls("UpdateService")).hasSize(1);
    }

    @Test
    void buildsKeepTheirTurnsOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowRun first = job(jenkins, "first", 2).scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Deploying web:2", first);
            WorkflowRun second = job(jenkins, "second", 3).scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Waiting for first #1", second);
        });

        sessions.then(jenkins -> {
            WorkflowRun first = build(jenkins, "first");
            WorkflowRun second = build(jenkins, "second");
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
            jenkins.waitForMessage("Deploying web:3", second);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
        });
        assertThat(scene.ecs.calls("UpdateService")).hasSize(2);
    }

    private static WorkflowJob job(JenkinsRule jenkins, String name, int tag) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(
                new CpsFlowDefinition("ecsDeploy(service: 'web', " + ARGUMENTS + ", tag: " + tag + ")", true));
        return job;
    }

    private static WorkflowRun build(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
    }
}
