package io.jenkins.plugins.ecsdeploy.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClock;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/** What a target says for a step, and what a step may say against it. */
@ExtendWith(QuickJenkins.class)
class TargetArgumentTest {
    private static JenkinsRule jenkins;
    private static EcsScene scene;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new EcsScene(EmulatorClock.running(60));
        scene.connect();
        Scripts.target("beta", "aws");
    }

    @AfterAll
    static void stop() {
        EcsTargets.get().setTargets(List.of());
        scene.close();
    }

    @Test
    void aTargetIsAllThatAJenkinsfileSays() throws Exception {
        scene.service("simple");

        WorkflowRun build = runs(
                Result.SUCCESS,
                "def r = ecsDeploy(service: 'simple', target: 'beta', tag: '2')\necho \"in ${r.cluster} ${r.region}\"");

        jenkins.assertLogContains("in c1 eu-central-1", build);
        jenkins.assertLogContains("[beta/simple] Registered", build);
        runs(Result.SUCCESS, "ecsRollback(service: 'simple', target: 'beta')");
    }

    @Test
    void aStepCannotLeaveTheClusterAndTheRegionOfATarget() throws Exception {
        jenkins.assertLogContains(
                "The target 'beta' has the cluster c1, and the step says live. Leave out cluster",
                runs(Result.FAILURE, "ecsDeploy(service: 'web', target: 'beta', cluster: 'live')"));
        jenkins.assertLogContains(
                "The target 'beta' has the region eu-central-1, and the step says us-east-1. Leave out region",
                runs(Result.FAILURE, "ecsDeploy(service: 'web', target: 'beta', region: 'us-east-1')"));
        runs(Result.SUCCESS, "ecsRender(service: 'web', target: 'beta', cluster: 'c1', region: 'eu-central-1')");
        runs(
                Result.SUCCESS,
                "ecsRender(service: 'web', target: 'beta', cluster: 'arn:aws:ecs:eu-central-1:123456789012:cluster/c1')");
    }

    @Test
    void aTargetWithoutAClusterLeavesItToTheStep() throws Exception {
        Scripts.target("any", "aws", target -> target.setCluster(null));

        runs(Result.SUCCESS, "ecsRender(service: 'web', target: 'any', cluster: 'c1')");
    }

    @Test
    void anUnknownTargetIsAnsweredWithThoseThatTheJobMayUse() throws Exception {
        jenkins.assertLogContains(
                "There is no target 'betta'", runs(Result.FAILURE, "ecsRender(service: 'web', target: 'betta')"));
    }

    @Test
    void whatTheStepSaysGoesBeforeWhatTheTargetSays() {
        GlobalTarget target = new GlobalTarget("x");
        target.setOnAbort("ROLLBACK");
        target.setTimeoutMinutes(30);
        EcsDeployStep silent = new EcsDeployStep("web");
        EcsDeployStep says = new EcsDeployStep("web");
        says.setOnAbort("STOP");

        assertThat(silent.onAbort(Optional.of(target))).isEqualTo(OnAbort.ROLLBACK);
        assertThat(says.onAbort(Optional.of(target))).isEqualTo(OnAbort.STOP);
        assertThat(silent.onAbort(Optional.empty())).isEqualTo(OnAbort.LEAVE);
        assertThat(DeployPolicies.timeout(null, Optional.of(target))).contains(Duration.ofMinutes(30));
        assertThat(DeployPolicies.timeout(5, Optional.of(target))).contains(Duration.ofMinutes(5));
        assertThat(DeployPolicies.timeout(0, Optional.of(target))).isEmpty();
        assertThat(DeployPolicies.timeout(null, Optional.empty())).isEmpty();
    }

    @Test
    void anAbortDoesWhatTheTargetSays() throws Exception {
        scene.service("aborted");
        scene.ecs.scene("aborted", Scene.never());
        Scripts.target("careful", "aws", target -> target.setOnAbort("ROLLBACK"));
        WorkflowRun build = EcsScene.job(jenkins, "ecsDeploy(service: 'aborted', target: 'careful', tag: '2')")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Deploying web:", build);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(scene.ecs.calls("StopServiceDeployment"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.request().path("stopType").asText()).isEqualTo("ROLLBACK"));
    }

    @Test
    void aFailureDoesWhatTheTargetSays() throws Exception {
        scene.service("failing");
        scene.ecs.scene("failing", Scene.crash());
        Scripts.target("lenient", "aws", target -> target.setOnFailure("LEAVE"));

        runs(Result.FAILURE, "ecsDeploy(service: 'failing', target: 'lenient', tag: '2')");

        assertThat(scene.ecs.service("c1", "failing").taskDefinition()).doesNotEndWith("web:1");
    }

    @Test
    void anAddressFromAJenkinsfileIsNotCalled() throws Exception {
        try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            elsewhere.setSoTimeout(1);
            String address = "http://127.0.0.1:" + elsewhere.getLocalPort();
            scene.ecs.clearCalls();

            runs(
                    Result.SUCCESS,
                    "withEnv(['AWS_ENDPOINT_URL=" + address + "', 'AWS_ENDPOINT_URL_ECS=" + address
                            + "', 'AWS_ENDPOINT_URL_STS=" + address
                            + "']) { ecsRender(service: 'web', target: 'beta') }");
            runs(Result.FAILURE, "ecsRender(service: 'web', target: 'beta', endpointUrl: '" + address + "')");

            // What an aborted build has left behind is still looked at.
            assertThat(scene.ecs.calls("DescribeServices"))
                    .filteredOn(call ->
                            call.request().path("services").path(0).asText().equals("web"))
                    .hasSize(1);
            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** At once: the SDK would call it a network that is out of order, and the step would try again for a while. */
    @Test
    void whatIsNoRegionIsSaid() throws Exception {
        jenkins.assertLogContains(
                "region is 'EU (Frankfurt)', which is not an AWS region",
                runs(
                        Result.FAILURE,
                        "ecsDeploy(service: 'web', cluster: 'c1', region: 'EU (Frankfurt)', credentialsId: 'aws')"));
        jenkins.assertLogContains(
                "region is 'x.example/', which is not an AWS region",
                runs(
                        Result.FAILURE,
                        "withEnv(['AWS_REGION=x.example/']) { ecsRender(service: 'web', cluster: 'c1', credentialsId: 'aws') }"));
    }

    private static WorkflowRun runs(Result expected, String script) throws Exception {
        return jenkins.assertBuildStatus(expected, EcsScene.job(jenkins, script).scheduleBuild2(0));
    }
}
