package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** {@code examples/templates-and-test-traffic}, with a restart of Jenkins while the question is open. */
class TestTrafficRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path disk;

    @Test
    void theQuestionIsStillThere() throws Throwable {
        try (ExampleScene scene = new ExampleScene("templates-and-test-traffic", disk)) {
            sessions.then(jenkins -> {
                scene.in(jenkins);
                ExampleScene.question(scene.begin("deploy"));
            });
            assertThat(scene.ecs.calls("CreateDeployment")).hasSize(1);

            sessions.then(jenkins -> {
                WorkflowRun build = scene.in(jenkins).job("deploy").getLastBuild();
                ExampleScene.question(build).proceed(null);
                jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
            });
            assertThat(scene.ecs.calls("CreateDeployment")).hasSize(1);
            assertThat(scene.ecs.calls("ContinueDeployment")).hasSize(1);
        }
    }
}
