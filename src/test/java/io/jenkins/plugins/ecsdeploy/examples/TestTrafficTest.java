package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** {@code examples/templates-and-test-traffic}: one Jenkinsfile, before and after the move to ECS's own blue/green. */
@WithJenkins
class TestTrafficTest {
    @TempDir
    private static Path disk;

    private static JenkinsRule jenkins;
    private static ExampleScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new ExampleScene("templates-and-test-traffic", disk).in(jenkins);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({"deploy, traffic-codedeploy", "after-the-move/deploy, traffic-moved"})
    void yesShiftsTheTrafficAndNoLeavesItOnBlue(String job, String cluster) throws Exception {
        EmulatedService backend = scene.ecs.service(cluster, "backend");
        String before = backend.taskDefinition();

        scene.commit("Answer faster");
        WorkflowRun no = scene.begin(job);
        ExampleScene.question(no).doAbort();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(no));
        assertThat(backend.taskDefinition()).isEqualTo(before);

        scene.smokeTestFails(":8080/");
        scene.commit("Answer nothing");
        WorkflowRun untested = scene.build(Result.FAILURE, job);
        scene.smokeTestFails(null);
        jenkins.assertLogContains("the block of ecsGate failed: script returned exit code 22", untested);
        assertThat(backend.taskDefinition()).isEqualTo(before);

        String commit = scene.commit("Answer with the right thing");
        WorkflowRun yes = scene.begin(job);
        String image = "registry.acme.com/backend:" + commit.substring(0, 7);
        assertThat(ExampleScene.question(yes).getInput().getMessage())
                .startsWith("Shift production traffic to " + image + "? Possible until 2");
        ExampleScene.question(yes).proceed(null);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(yes));
        assertThat(scene.ecs.taskDefinition(backend.taskDefinition())).contains("\"" + image + "\"");
        jenkins.assertLogContains(":8080/health", yes);
        jenkins.assertLogContains("the old ones", yes);
    }

    /** 180 minutes are a jump of the emulator's clock. */
    @ParameterizedTest
    @CsvSource({"deploy, traffic-codedeploy", "after-the-move/deploy, traffic-moved"})
    void whatNobodyAnswersIsTakenAway(String job, String cluster) throws Exception {
        EmulatedService backend = scene.ecs.service(cluster, "backend");
        String before = backend.taskDefinition();
        scene.commit("Nobody cares");
        WorkflowRun build = scene.begin(job);
        ExampleScene.question(build);

        scene.ecs.clock().advance(Duration.ofMinutes(181));

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        assertThat(backend.taskDefinition()).isEqualTo(before);
    }
}
