package io.jenkins.plugins.ecsdeploy.steps.gate;

import static io.jenkins.plugins.ecsdeploy.steps.EcsScene.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.steps.EcsScene;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** The same step at pause hooks of ECS; the rules are tested with the engine. */
@ExtendWith(QuickJenkins.class)
class EcsGateOfStagesTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static JenkinsRule jenkins;
    private static EcsScene scene;

    private final String name = "staged" + NUMBER.incrementAndGet();

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = EcsScene.fast();
        scene.connect();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void theJenkinsfileIsTheOneForCodeDeploy() throws Exception {
        service().blueGreen(Duration.ofMinutes(5)).pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(2), "ROLLBACK");

        WorkflowRun build = run(
                Result.SUCCESS,
                green() + "def r = ecsGate(green) { echo \"${env.ECS_GATE} ${env.ECS_GATE_NUMBER}:"
                        + " ${env.ECS_DEPLOYMENT} with ${env.ECS_PRODUCTION_WEIGHT}%\" }\n"
                        + "echo \"then ${r.status} ${r.controller}\"");

        jenkins.assertLogContains("POST_TEST_TRAFFIC_SHIFT 1: arn:aws:ecs:", build);
        jenkins.assertLogContains(" with 0%", build);
        jenkins.assertLogContains("then SUCCESSFUL ECS", build);
        assertThat(scene.ecs.calls("ContinueServiceDeployment")).anyMatch(call -> call.done());
    }

    /** Each step of the traffic is a gate of its own. */
    @Test
    void theBlockRunsForEachStepOfTheTraffic() throws Exception {
        service().linear(50, 2).pause("PRE_PRODUCTION_TRAFFIC_SHIFT", Duration.ofHours(2), "ROLLBACK");

        WorkflowRun build = run(
                Result.SUCCESS,
                green() + "ecsGate(deployment: green, waitUntil: 'LIVE') {"
                        + " echo \"gate ${env.ECS_GATE_NUMBER} at ${env.ECS_PRODUCTION_WEIGHT}%\" }");

        jenkins.assertLogContains("gate 1 at 0%", build);
        jenkins.assertLogContains("gate 2 at 50%", build);
    }

    @Test
    void aBlockThatFailsBringsTheServiceBack() throws Exception {
        EmulatedService service = service()
                .blueGreen(Duration.ofMinutes(5))
                .pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(2), "ROLLBACK");

        WorkflowRun build = run(
                Result.FAILURE,
                green() + "timeout(time: 5, unit: 'MINUTES') { ecsGate(green) { error 'no answer from /health' } }");

        jenkins.assertLogContains("failed: the block of ecsGate failed: no answer from /health", build);
        jenkins.assertLogContains("rolled the service back to shop:1", build);
        assertThat(service.taskDefinition()).endsWith("shop:1");
    }

    /** AWS does not tell who has answered; this Jenkins knows it of its own builds. */
    @Test
    void whoComesSecondIsToldWhoHasAnswered() throws Exception {
        EmulatedService service = service()
                .blueGreen(Duration.ofMinutes(5))
                .pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(2), "ROLLBACK");

        WorkflowRun build = run(
                Result.SUCCESS,
                green() + "ecsGate(green) { echo 'tested' }\necsGate(green) { error 'decided already' }");
        WorkflowRun other = run(
                Result.SUCCESS,
                "ecsGate(deployment: [service: '" + name + "', deploymentArn: '"
                        + service.deploymentArns().get(0) + "'], " + ARGUMENTS + ") { error 'decided already' }");

        jenkins.assertLogContains("At the gate POST_TEST_TRAFFIC_SHIFT: this build has let it go on", build);
        jenkins.assertLogContains(
                "At the gate POST_TEST_TRAFFIC_SHIFT: " + build.getFullDisplayName() + " has let it go on", other);
        assertThat(scene.ecs.calls("ContinueServiceDeployment"))
                .filteredOn(call -> call.request()
                        .path("serviceDeploymentArn")
                        .asText()
                        .equals(service.deploymentArns().get(0)))
                .hasSize(1);
    }

    @Test
    void aGateThatIsNotReachedYetIsWaitedFor() throws Exception {
        service().blueGreen(Duration.ofMinutes(5)).pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(2), "ROLLBACK");

        WorkflowRun build = run(
                Result.SUCCESS,
                "def begun = ecsDeploy(service: '" + name + "', " + ARGUMENTS + ", tag: 'green', wait: false)\n"
                        + "ecsGate(deployment: begun, waitUntil: 'LIVE') { echo \"at ${env.ECS_GATE}, test at"
                        + " ${env.ECS_TEST_URL}\" }");

        jenkins.assertLogContains("at POST_TEST_TRAFFIC_SHIFT, test at http://internal-", build);
    }

    @Test
    void aGateThatExpiresInterruptsTheBlock() throws Exception {
        EmulatedService service = service()
                .blueGreen(Duration.ofMinutes(5))
                .pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(2), "ROLLBACK");
        WorkflowRun build = EcsScene.job(jenkins, green() + "ecsGate(green) { semaphore '" + name + "' }")
                .scheduleBuild2(0)
                .waitForStart();
        SemaphoreStep.waitForStart(name + "/1", build);

        // Not before the block has begun, however long that takes here.
        scene.ecs.clock().advance(Duration.ofHours(2));

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("any more: the time was over", build);
        jenkins.assertLogContains("Nobody answered in time", build);
        assertThat(service.taskDefinition()).endsWith("shop:1");
    }

    private EmulatedService service() {
        EmulatedService service = scene.ecs.service("c1", name, "shop:1", 2);
        scene.ecs.scene(name, Scene.rollout(Duration.ofMinutes(1)));
        return service;
    }

    private String green() {
        return "def green = ecsDeploy(service: '" + name + "', " + ARGUMENTS + ", tag: 'green', waitUntil: 'GATE')\n";
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(
                expected,
                jenkins.waitForCompletion(
                        EcsScene.job(jenkins, script).scheduleBuild2(0).waitForStart()));
    }
}
