package io.jenkins.plugins.ecsdeploy.steps.tasks;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is stopped while a task runs: one task, and each line of its log once. */
class EcsRunTaskRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @BeforeEach
    void task() {
        TaskScenes.service(scene.ecs);
        scene.ecs.tasks().scene(TaskScenes.logging(TaskScene.succeeds().running(Duration.ofMinutes(10)), 10));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void goesOnWithTheTaskAndItsLog() throws Throwable {
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowRun build = begin(jenkins);
            jenkins.waitForMessage("Task ", build);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.waitForMessage("job | line 4", build);
        });

        scene.ecs.clock().advance(Duration.ofMinutes(2));

        sessions.then(jenkins -> {
            WorkflowRun build = build(jenkins);
            jenkins.waitForMessage("job | line 6", build);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("then SUCCESSFUL", build);
            assertThat(TaskScenes.shown(JenkinsRule.getLog(build))).isEqualTo(TaskScenes.lines(10));
        });
        assertThat(scene.ecs.tasks().started()).hasSize(1);
        assertThat(scene.ecs.calls("RunTask")).hasSize(1);
    }

    /** RunTask is carried out, and the controller stops before it hears of it. */
    @Test
    void findsTheTaskOfACallWhoseAnswerWasLost() throws Throwable {
        scene.ecs.faults().lostAnswer("RunTask").cut("RunTask", 100);
        sessions.then(jenkins -> {
            scene.connect();
            begin(jenkins);
            await().until(() -> scene.ecs.calls("RunTask").size() >= 1);
        });
        scene.ecs.faults().clear();

        sessions.then(jenkins -> {
            await().until(() -> scene.ecs.calls("DescribeTasks").size() >= 1);
            scene.ecs.clock().advance(Duration.ofMinutes(15));
            WorkflowRun build = build(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            assertThat(TaskScenes.shown(JenkinsRule.getLog(build))).isEqualTo(TaskScenes.lines(10));
        });
        assertThat(scene.ecs.tasks().started()).hasSize(1);
    }

    /** The build is aborted, and the controller stops before the task has. */
    @Test
    void goesOnToStopATask() throws Throwable {
        scene.ecs.tasks().scene(TaskScene.never());
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowRun build = begin(jenkins);
            jenkins.waitForMessage("Task ", build);
            scene.ecs.clock().advance(Duration.ofMinutes(1));
            jenkins.waitForMessage("is running", build);
            build.getOneOffExecutor().interrupt();
            await().until(() -> scene.ecs.calls("StopTask").size() == 1);
        });

        scene.ecs.clock().advance(Duration.ofMinutes(1));

        sessions.then(jenkins -> {
            WorkflowRun build = build(jenkins);
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("The build was aborted, so the task was stopped", build);
        });
        assertThat(scene.ecs.calls("StopTask")).hasSize(1);
    }

    private static WorkflowRun begin(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "migrate");
        job.setDefinition(new CpsFlowDefinition(
                "def r = ecsRunTask(service: 'job', " + ARGUMENTS + ", command: ['x'])\necho \"then ${r.status}\"",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("migrate", WorkflowJob.class).getBuildByNumber(1);
    }
}
