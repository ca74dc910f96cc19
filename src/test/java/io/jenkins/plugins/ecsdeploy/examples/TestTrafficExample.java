package io.jenkins.plugins.ecsdeploy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code examples/templates-and-test-traffic}: one Jenkinsfile, before and after the move to ECS's own blue/green. */
abstract class TestTrafficExample extends ExampleTestBase {
    TestTrafficExample() {
        super("templates-and-test-traffic");
    }

    @ParameterizedTest
    @CsvSource({"deploy, traffic-codedeploy", "after-the-move/deploy, traffic-moved"})
    void yesShiftsTheTrafficAndNoLeavesItOnBlue(String job, String cluster) throws Exception {
        EmulatedService backend = ecs.service(cluster, "backend");
        String before = backend.taskDefinition();

        scene.commit("Answer faster");
        WorkflowRun no = scene.begin(job);
        ExampleScene.question(no).doAbort();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(no));
        assertThat(backend.taskDefinition()).isEqualTo(before);

        host.smokeTestFails(":8080/");
        scene.commit("Answer nothing");
        WorkflowRun untested = scene.build(Result.FAILURE, job);
        host.smokeTestFails(null);
        jenkins.assertLogContains("the block of ecsGate failed: script returned exit code 22", untested);
        assertThat(backend.taskDefinition()).isEqualTo(before);

        String commit = scene.commit("Answer with the right thing");
        WorkflowRun yes = scene.begin(job, "WAIT_UNTIL=DONE");
        String image = "registry.acme.com/backend:" + commit.substring(0, 7);
        assertThat(ExampleScene.question(yes).getInput().getMessage())
                .startsWith("Shift production traffic to " + image + "? Possible until 2");
        ExampleScene.question(yes).proceed(null);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(yes));
        assertThat(ecs.taskDefinition(backend.taskDefinition())).contains("\"" + image + "\"");
        jenkins.assertLogContains(":8080/health", yes);
        jenkins.assertLogContains("the old ones", yes);
    }

    /** 180 minutes are a jump of the emulator's clock. */
    @ParameterizedTest
    @CsvSource({"deploy, traffic-codedeploy", "after-the-move/deploy, traffic-moved"})
    void whatNobodyAnswersIsTakenAway(String job, String cluster) throws Exception {
        EmulatedService backend = ecs.service(cluster, "backend");
        String before = backend.taskDefinition();
        scene.commit("Nobody cares");
        WorkflowRun build = scene.begin(job);
        ExampleScene.question(build);

        ecs.clock().advance(Duration.ofMinutes(181));

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        assertThat(backend.taskDefinition()).isEqualTo(before);
    }
}
