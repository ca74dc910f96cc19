package io.jenkins.plugins.ecsdeploy.steps.tasks;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is stopped while a task runs: one task, and each line of its log once. */
class EcsRunTaskRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final EcsScene scene = new EcsScene(EmulatorClock.manual());

    @AfterEach
    void close() {
        scene.close();
    }

    /**
     * Of three tasks the first runs and writes to its log; the second is being stopped, for its build was aborted; and the third was
     * started by a call whose answer nobody heard.
     */
    @Test
    void eachGoesOnWhereItWas() throws Throwable {
        TaskScenes.service(scene.ecs);
        TaskScene logging = TaskScenes.logging(TaskScene.succeeds().running(Duration.ofMinutes(10)), 10);
        // Each has written something: for the first line of a log one waits longer than for the last.
        scene.ecs.tasks().next(logging).next(TaskScene.never().logging("up")).next(logging);
        sessions.then(jenkins -> {
            scene.connect();
            WorkflowRun logged = begin(jenkins, "logged");
            jenkins.waitForMessage("Task ", logged);
            WorkflowRun stopped = begin(jenkins, "stopped");
            jenkins.waitForMessage("Task ", stopped);
            scene.ecs.clock().advance(Duration.ofMinutes(5));
            jenkins.waitForMessage("job | line 4", logged);
            jenkins.waitForMessage("is running", stopped);
            scene.ecs.faults().lostAnswer("RunTask").cut("RunTask", 100);
            begin(jenkins, "lost");
            await().until(() -> scene.ecs.calls("RunTask").size() >= 3);
            stopped.getOneOffExecutor().interrupt();
            await().until(() -> scene.ecs.calls("StopTask").size() == 1);
        });
        scene.ecs.faults().clear();
        scene.ecs.clock().advance(Duration.ofMinutes(2));

        sessions.then(jenkins -> {
            WorkflowRun stopped = build(jenkins, "stopped");
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(stopped));
            jenkins.assertLogContains("The build was aborted, so the task was stopped", stopped);
            jenkins.waitForMessage("job | line 6", build(jenkins, "logged"));
            jenkins.waitForMessage("Task ", build(jenkins, "lost"));
            scene.ecs.clock().advance(Duration.ofMinutes(15));
            for (String job : List.of("logged", "lost")) {
                WorkflowRun build = build(jenkins, job);
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
                jenkins.assertLogContains("then SUCCESSFUL", build);
                assertThat(TaskScenes.shown(JenkinsRule.getLog(build))).isEqualTo(TaskScenes.lines(10));
            }
        });
        assertThat(scene.ecs.tasks().started()).hasSize(3);
        assertThat(scene.ecs.calls("StopTask")).hasSize(1);
    }

    private static WorkflowRun begin(JenkinsRule jenkins, String name) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(
                "def r = ecsRunTask(service: 'job', " + ARGUMENTS + ", command: ['x'])\necho \"then ${r.status}\"",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun build(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
    }
}
