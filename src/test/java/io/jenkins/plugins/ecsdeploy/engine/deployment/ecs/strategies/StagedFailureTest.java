package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.RawCall;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook;
import io.jenkins.plugins.ecsdeploy.emulator.strategies.NetworkFault;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.TestHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a deployment with stages fails is said, with what to do, and what became of the service. */
class StagedFailureTest extends StrategyTestBase {
    @Test
    void whoIsReplacedIsToldByWhat() {
        web.blueGreen(Duration.ofMinutes(30));
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(5));

        update("registry/shop:3");
        time.passUntilIdle();

        assertThat(host.failure)
                .hasMessageContaining("failed: it was replaced by deployment "
                        + web.deploymentArns().get(0) + " of shop:3, begun 20")
                .hasMessageEndingWith("The service was not rolled back");
        assertThat(record.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void andWhoseThatIs() {
        web.blueGreen(Duration.ofMinutes(30));
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(5));
        TestHost first = host;
        DeploymentRecord replaced = record;

        host = new TestHost(() -> ecs(emulator.credentials()));
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
        first.left.add(new LeftDeployment(record, "deploy #41"));
        begin(shop("registry/shop:3").onConflict(OnConflict.REPLACE).dontWait().build());
        time.passUntilIdle();

        assertThat(first.failure).hasMessageContaining(", which deploy #41 began. The service was not rolled back");
        assertThat(replaced.status()).isEqualTo(Status.FAILED);
    }

    /** A gate of a deployment that is gone is closed. */
    @Test
    void whoWaitsAtAGateIsToldSoToo() {
        web.blueGreen(Duration.ZERO).pause("POST_SCALE_UP", Duration.ofHours(5), "ROLLBACK");
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(5));
        assertThat(host.gate).isPresent();

        update("registry/shop:3");
        time.pass(Duration.ofMinutes(5));

        assertThat(host.gate).isEmpty();
        assertThat(host.failure).hasMessageContaining("failed: it was replaced by deployment ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ROLE | have the policy AmazonECSInfrastructureRolePolicyForLoadBalancers",
                "NOT_ASSOCIATED | Both target groups have to hang on the production rule",
                "TWO_SERVING | the weight 100 and the other the weight 0",
                "UNEXPECTED_GROUP | forward to the service's two target groups alone",
                "GROUP_MISSING | Create the target group again",
                "RULE_MISSING | Create the listener rule again"
            })
    void whatEcsFindsLateIsSaidWithTheRemedy(NetworkFault fault, String remedy) {
        web.blueGreen(Duration.ofMinutes(1)).traffic().fault(fault);

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure)
                .hasMessageContaining("invalid networking configuration")
                .hasMessageContaining(remedy)
                .hasMessageEndingWith("ECS rolled the service back to shop:1");
    }

    @ParameterizedTest
    @EnumSource(NetworkFault.class)
    void noFaultIsWithoutARemedy(NetworkFault fault) {
        web.blueGreen(Duration.ofMinutes(1)).traffic().fault(fault);

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure.getMessage()).matches("(?s).*failed: .* \\(.*\\)\\. ECS rolled.*");
    }

    @Test
    void moreThanFiveDeploymentsAreRefusedWithTheRemedy() {
        web.blueGreen(Duration.ofMinutes(1)).scene(Scene.never());
        for (int i = 0; i < 5; i++) {
            update("registry/shop:other-" + i);
        }

        deploy(shop("registry/shop:2").onConflict(OnConflict.REPLACE).build());

        assertThat(host.failure)
                .hasMessageContaining("UpdateService shop in cluster c1 to shop:7 failed: InvalidParameterException: 5"
                        + " active deployments exist")
                .hasMessageContaining("Wait until they have ended, or stop those that hang with aws ecs"
                        + " stop-service-deployment");
        assertThat(record.status()).isEqualTo(Status.NOT_DEPLOYED);
    }

    @Test
    void aLambdaHookThatFailsIsSaidWithTheRemedy() {
        web.blueGreen(Duration.ofMinutes(1)).lambdaHook("POST_TEST_TRAFFIC_SHIFT", Hook.fails("no"));

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure)
                .hasMessageContaining("POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed")
                .hasMessageContaining("Look at the log of the hook's Lambda function");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
    }

    @Test
    void anExpiredGateIsSaidWithTheRemedy() {
        web.blueGreen(Duration.ofMinutes(1)).pause("POST_SCALE_UP", Duration.ofMinutes(5), "ROLLBACK");

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).hasMessageContaining("(Nobody answered in time. Answer with ecsGate,");
    }

    @Test
    void aRollbackThatFailsIsSaid() {
        web.blueGreen(Duration.ofMinutes(1))
                .lambdaHook("POST_TEST_TRAFFIC_SHIFT", Hook.fails("no"))
                .traffic()
                .rollbackFails("Service deployment rollback failed because of something.");

        deploy(shop("registry/shop:2").build());

        assertThat(record.status()).isEqualTo(Status.FAILED);
        assertThat(host.failure).hasMessageContaining("The service was not rolled back");
    }

    @Test
    void theEvidenceHasStageTrafficAndHooks() {
        web.blueGreen(Duration.ofMinutes(1)).pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofMinutes(5), "ROLLBACK");

        deploy(shop("registry/shop:2").build());

        assertThat(host.kept.get("ecs-deployment-shop.json"))
                .contains("\"lifecycleStage\"", "\"lifecycleHookDetails\"", "\"hookId\": \"ecs-pause-")
                .contains("\"requestedProductionTrafficWeight\"")
                .containsPattern("\"expiresAt\": \"20\\d\\d-\\d\\d-\\d\\dT")
                .contains("\"status\": \"ROLLBACK_SUCCESSFUL\"");
    }

    @Test
    void withLeaveTooManyFailedTasksAreLeftToEcs() {
        web.blueGreen(Duration.ofMinutes(1)).scene(Scene.crash());

        deploy(shop("registry/shop:2").onFailure(OnFailure.LEAVE).build());

        assertThat(record.status()).isEqualTo(Status.FAILED);
        assertThat(calls("StopServiceDeployment")).isZero();
    }

    /** SCALE_UP, the gate, the first step, BAKE_TIME. */
    @ParameterizedTest
    @ValueSource(ints = {60, 150, 330, 500})
    void anAlarmBringsTheServiceBackInWhicheverStage(int seconds) {
        web.canary(10, 2)
                .bake(Duration.ofMinutes(5))
                .pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofMinutes(2), "CONTINUE")
                .alarms(true, "web-5xx")
                .scene(Scene.alarm(Duration.ofSeconds(seconds), "web-5xx").taking(Duration.ofMinutes(2)));

        deploy(shop("registry/shop:2").build());

        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(host.failure)
                .hasMessageContaining("web-5xx")
                .hasMessageEndingWith("ECS rolled the service back to shop:1");
        assertThat(host.gate).isEmpty();
        assertThat(web.taskDefinition()).endsWith("shop:1");
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    /** A configuration may be changed while a deployment goes on; what it began with counts. */
    @Test
    void theConfigurationOfTheDeploymentCounts() {
        web.blueGreen(Duration.ofMinutes(20));
        begin(shop(WaitUntil.LIVE).build());
        time.pass(Duration.ofSeconds(30));
        web.deploymentConfiguration("{\"strategy\":\"ROLLING\"}");
        driver.cancel();

        resume(shop(WaitUntil.LIVE).build());
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployment().path("lifecycleStage").asText()).isEqualTo("BAKE_TIME");
    }

    @Test
    void whoMayNotDescribeDeploymentsIsToldWhatIsNotSeen() {
        emulator.faults().deny("DescribeServiceDeployments");
        web.blueGreen(Duration.ofMinutes(1));

        deploy(shop("registry/shop:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line -> line.contains(
                        "following the service instead, which does not show stages, traffic and gates: AccessDenied"));
    }

    @Test
    void andAGateCannotBeWaitedForThen() {
        emulator.faults().deny("DescribeServiceDeployments");
        web.blueGreen(Duration.ofMinutes(1)).pause("POST_SCALE_UP", Duration.ofMinutes(5), "ROLLBACK");

        deploy(shop(WaitUntil.GATE).build());

        assertThat(host.failure)
                .hasMessageContaining("AccessDenied")
                .hasMessageContaining("DescribeServiceDeployments");
    }

    @Test
    void aGateHasTheNameOfItsHookWhereItsStageIsNotReported() {
        web.canary(10, 1).pause("PRE_PRODUCTION_TRAFFIC_SHIFT", Duration.ofMinutes(5), "CONTINUE");
        deploy(shop("registry/shop:2").build());

        assertThat(PauseGates.stage("PRODUCTION_TRAFFIC_SHIFT", deployment()))
                .isEqualTo("PRE_PRODUCTION_TRAFFIC_SHIFT");
        assertThat(PauseGates.stage("PRE_PRODUCTION_TRAFFIC_SHIFT", deployment()))
                .isEqualTo("PRE_PRODUCTION_TRAFFIC_SHIFT");
    }

    private void update(String image) {
        emulator.registerTaskDefinition(SHOP.replace("registry/shop:1", image));
        new RawCall(emulator)
                .call("UpdateService", "{\"cluster\":\"c1\",\"service\":\"shop\",\"taskDefinition\":\"shop\"}");
    }
}
