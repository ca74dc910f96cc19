package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where ECS waits at a pause hook, somebody decides: once, whatever happens. */
class PauseGateTest extends StrategyTestBase {
    private static final String STAGE = "POST_TEST_TRAFFIC_SHIFT";

    @Test
    void isWaitedForAndTheDeploymentGoesOn() {
        begun(STAGE);
        host.onGate = gate -> {
            assertThat(gate.id()).startsWith("ecs-pause-");
            assertThat(gate.productionWeight()).contains(0);
            assertThat(gate.expires()).isPresent();
            assertThat(gate.inWords()).contains("waiting at the gate " + STAGE, "when ECS rolls the deployment back");
            driver.answer(GateAnswer.CONTINUE, null);
        };

        deploy(gate(WaitUntil.DONE));

        assertThat(host.gates).containsExactly(STAGE);
        assertThat(host.gate).isEmpty();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL").containsEntry("deploymentArn", arn());
        assertThat(done("ContinueServiceDeployment")).isEqualTo(1);
        assertThat(host.log).contains("Letting deployment " + arn() + " go on at the gate " + STAGE);
    }

    /** The call is newer than the SDK, and is sent in place of another one: it has to arrive as what it is. */
    @Test
    void theAnswerArrivesAsSuch() {
        begun(STAGE);
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);
        emulator.faults().throttle("ContinueServiceDeployment", 2);

        deploy(gate(WaitUntil.DONE));

        assertThat(emulator.calls("ContinueServiceDeployment")).hasSize(3).allSatisfy(call -> {
            JsonNode request = call.request();
            assertThat(request.path("serviceDeploymentArn").asText()).isEqualTo(arn());
            assertThat(request.path("hookId").asText()).startsWith("ecs-pause-");
            assertThat(request.path("action").asText()).isEqualTo("CONTINUE");
            assertThat(request.size()).isEqualTo(3);
        });
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void orTheServiceIsBroughtBack() {
        begun(STAGE);
        host.onGate = gate -> driver.answer(GateAnswer.ROLL_BACK, "the smoke test failed");

        deploy(gate(WaitUntil.DONE));

        assertThat(host.failure)
                .hasMessageContaining("failed: the smoke test failed")
                .hasMessageContaining("ECS rolled the service back to shop:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(done("StopServiceDeployment")).isEqualTo(1);
        assertThat(calls("ContinueServiceDeployment")).isZero();
        assertThat(host.gate).isEmpty();
    }

    @Test
    void whatWasAnsweredElsewhereIsSeen() {
        begun(STAGE);
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));
        assertThat(host.gate).isPresent();

        answerElsewhere("CONTINUE");
        time.passUntilIdle();

        assertThat(host.gate).isEmpty();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .contains("  Deployment " + arn() + " does not wait at the gate " + STAGE
                        + " any more: somebody else has let it go on, in the console, by the CLI or by another build");
        assertThat(calls("ContinueServiceDeployment")).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesTooLateIsNone() {
        begun(STAGE);
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));
        answerElsewhere("CONTINUE");
        time.pass(Duration.ofMinutes(1));

        driver.answer(GateAnswer.ROLL_BACK, "too late");
        time.passUntilIdle();

        assertThat(calls("StopServiceDeployment")).isZero();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    /** Before it was seen that somebody else has answered. */
    @Test
    void ofTwoAnswersOneCountsAndTheOtherIsSaid() {
        begun(STAGE);
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));
        host.ecs()
                .serviceDeployments()
                .goOn(arn(), record.gate().open().map(Gate::id).orElseThrow());

        driver.answer(GateAnswer.CONTINUE, null);
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("ContinueServiceDeployment")).isEqualTo(1);
        assertThat(host.log)
                .anyMatch(
                        line -> line.contains(" any more: somebody else has let it go on, in the console, by the CLI"));
    }

    /** Somebody else was faster, between our look and our answer. */
    @Test
    void aRefusedAnswerIsLookedAt() {
        begun(STAGE);
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);
        host.onLog = () -> {
            if (lastLine().startsWith("Letting deployment ")) {
                answerElsewhere("CONTINUE");
            }
        };

        deploy(gate(WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("ContinueServiceDeployment")).isEqualTo(2);
        assertThat(done("ContinueServiceDeployment")).isEqualTo(1);
        assertThat(host.log)
                .contains(
                        "  It does not wait there any more: somebody else has let it go on, in the console, by the CLI"
                                + " or by another build");
    }

    @Test
    void whereTheTimeWasOverJustBeforeTheAnswerThatIsSaid() {
        web.blueGreen(Duration.ofMinutes(2)).pause(STAGE, Duration.ofMinutes(60), "CONTINUE");
        update();
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);
        host.onLog = () -> {
            if (lastLine().startsWith("Letting deployment ")) {
                emulator.clock().advance(Duration.ofMinutes(60));
            }
        };

        deploy(gate(WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log).contains("  It does not wait there any more: the time was over");
        assertThat(done("ContinueServiceDeployment")).isZero();
    }

    /** The block has failed, but traffic moves already: nobody is to believe that this was prevented. */
    @Test
    void aRollbackThatWasDecidedTooLateIsSaid() {
        begun(STAGE);
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));
        answerElsewhere("CONTINUE");

        driver.answer(GateAnswer.ROLL_BACK, "the smoke test failed");
        time.passUntilIdle();

        assertThat(calls("StopServiceDeployment")).isZero();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line ->
                        line.endsWith("It was too late to bring the service back, although the smoke test failed"));
    }

    @Test
    void whatEcsRefusesWhileItWaitsIsSaid() {
        begun(STAGE);
        emulator.faults().refuse("ContinueServiceDeployment", 1, "InvalidParameterException", "Invalid hookId: no");
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(gate(WaitUntil.DONE));

        assertThat(host.failure)
                .hasMessageContaining("InvalidParameterException: Invalid hookId: no")
                .hasMessageContaining("ECS goes on with deployment " + arn());
    }

    @Test
    void whoMayNotAnswerIsTold() {
        begun(STAGE);
        emulator.faults().deny("ContinueServiceDeployment");
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(gate(WaitUntil.DONE));

        assertThat(host.failure).hasMessageContaining("AccessDenied").hasMessageContaining("ContinueServiceDeployment");
    }

    @Test
    void expiresAtAwsWithARollback() {
        begun(STAGE);

        deploy(gate(WaitUntil.DONE));

        assertThat(host.gates).containsExactly(STAGE);
        assertThat(host.gate).isEmpty();
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(host.failure).hasMessageContaining("pause hook timed out");
        assertThat(host.log).anyMatch(line -> line.endsWith(" any more: the time was over"));
    }

    /** ECS shows hooks only while they wait, perhaps. */
    @Test
    void whatBecameOfItIsNotKnownWhereEcsDoesNotTell() {
        emulator.answeredHooksInAnswers(false);
        begun(STAGE);
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));

        answerElsewhere("CONTINUE");
        time.passUntilIdle();

        assertThat(host.log)
                .anyMatch(line -> line.endsWith(" any more: it was answered in the console, by the CLI or by another"
                        + " build, or the time was over"));
    }

    @Test
    void somebodyElsesRollbackIsToldAsWhatItIs() {
        begun(STAGE);
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));

        answerElsewhere("ROLLBACK");
        time.passUntilIdle();

        assertThat(host.gate).isEmpty();
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(host.log).anyMatch(line -> line.contains(" any more: it does not go on (ROLLBACK_"));
        assertThat(calls("StopServiceDeployment")).isZero();
    }

    @Test
    void orGoesOn() {
        web.blueGreen(Duration.ofMinutes(2)).pause(STAGE, Duration.ofMinutes(60), "CONTINUE");
        update();

        deploy(gate(WaitUntil.DONE));

        assertThat(host.gates).containsExactly(STAGE);
        assertThat(host.gate).isEmpty();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log).anyMatch(line -> line.contains("when ECS goes on by itself"));
    }

    @Test
    void itIsToldHowLongItStillWaits() {
        begun(STAGE);

        deploy(gate(WaitUntil.DONE));

        List<String> told = host.log.stream()
                .filter(line -> line.contains("waits at the gate"))
                .toList();
        assertThat(told).hasSizeBetween(5, 8);
        assertThat(told.get(0)).contains("ecsGate", "--service-deployment-arn " + arn() + " --hook-id ecs-pause-");
    }

    @Test
    void whereTestTrafficComesInIsToldAndKnown() {
        begun(STAGE);
        host.onGate = gate -> {
            assertThat(gate.testUrl()).contains("http://internal-shop-1234567890.eu-central-1.elb.amazonaws.com:8080");
            driver.answer(GateAnswer.CONTINUE, null);
        };

        deploy(gate(WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line -> line.contains("waits at the gate")
                        && line.contains(". Test traffic comes in at http://internal-shop-"));
        assertThat(calls("DescribeListeners")).isEqualTo(1);
    }

    @Test
    void whyThatIsNotKnownIsTold() {
        web.blueGreen(Duration.ofMinutes(1))
                .pause(STAGE, Duration.ofMinutes(5), "CONTINUE")
                .traffic()
                .withoutTestListener();
        deploy(shop("registry/shop:2").build());
        assertThat(host.log)
                .anyMatch(line -> line.contains(". The service has no listener for test traffic. To let it go on"));
    }

    @Test
    void nobodyHasToBeAllowedToReadListeners() {
        begun(STAGE);
        emulator.faults().deny("DescribeListeners");
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(gate(WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line -> line.contains("Where test traffic comes in could not be read"
                        + " (elasticloadbalancing:DescribeListeners and DescribeLoadBalancers)"));
    }

    @Test
    void aLostAnswerIsLookedFor() {
        begun(STAGE);
        emulator.faults().lostAnswer("ContinueServiceDeployment", 1);
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(gate(WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("ContinueServiceDeployment")).isEqualTo(1);
        assertThat(host.log)
                .anyMatch(line -> line.contains(" any more: this answer has arrived, or another one, given"));
    }

    @Test
    void aRestartWhileItIsAnsweredAnswersOnce() {
        begun(STAGE);
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));
        emulator.faults().cut("ContinueServiceDeployment", 100);
        driver.answer(GateAnswer.CONTINUE, null);
        time.pass(Duration.ofMinutes(1));
        driver.cancel();
        emulator.faults().clear();

        resume(gate(WaitUntil.DONE));
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("ContinueServiceDeployment")).isEqualTo(1);
        assertThat(host.gates).containsExactly(STAGE);
    }

    /** Each step waits anew, with another hook. */
    @Test
    void stepsWaitOneAfterTheOther() {
        web.linear(25, 1).pause("PRE_PRODUCTION_TRAFFIC_SHIFT", Duration.ofMinutes(60), "ROLLBACK");
        update();
        List<Integer> weights = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        host.onGate = gate -> {
            weights.add(gate.productionWeight().orElseThrow());
            numbers.add(record.gate().number());
            ids.add(gate.id());
            driver.answer(GateAnswer.CONTINUE, null);
        };

        deploy(gate(WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(weights).containsExactly(0, 25, 50, 75);
        assertThat(numbers).containsExactly(1, 2, 3, 4);
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(host.gates).containsOnly("PRE_PRODUCTION_TRAFFIC_SHIFT");
        assertThat(done("ContinueServiceDeployment")).isEqualTo(4);
    }

    /** In the middle of the traffic. */
    @Test
    void aLaterStepCanBeDenied() {
        web.canary(10, 1).pause("PRE_PRODUCTION_TRAFFIC_SHIFT", Duration.ofMinutes(60), "ROLLBACK");
        update();
        host.onGate = gate -> driver.answer(
                gate.productionWeight().orElseThrow() == 0 ? GateAnswer.CONTINUE : GateAnswer.ROLL_BACK,
                "too many errors");

        deploy(gate(WaitUntil.DONE));

        assertThat(host.failure).hasMessageContaining("failed: too many errors");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(web.traffic().rules()).contains("\":100.0").contains("\":0.0");
    }

    @Test
    void severalHooksOfAStageAreAnsweredOneByOne() {
        web.blueGreen(Duration.ZERO)
                .pause(STAGE, Duration.ofMinutes(60), "ROLLBACK")
                .pause(STAGE, Duration.ofMinutes(90), "ROLLBACK");
        update();
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(gate(WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.gates).containsExactly(STAGE, STAGE);
        assertThat(done("ContinueServiceDeployment")).isEqualTo(2);
    }

    @Test
    void hooksThatVanishWhenAnsweredAreOver() {
        emulator.answeredHooksInAnswers(false);
        begun(STAGE);
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(gate(WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("ContinueServiceDeployment")).isEqualTo(1);
    }

    @Test
    void itIsFollowedAsFarAsWanted() {
        web.blueGreen(Duration.ofMinutes(60)).pause(STAGE, Duration.ofMinutes(60), "ROLLBACK");
        update();
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(gate(WaitUntil.LIVE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployment().path("lifecycleStage").asText()).isEqualTo("BAKE_TIME");
    }

    /** All traffic has moved, but somebody is to say whether it may stay. */
    @Test
    void aGateBehindTheTrafficIsBeforeLive() {
        web.blueGreen(Duration.ofMinutes(60))
                .pause("POST_PRODUCTION_TRAFFIC_SHIFT", Duration.ofMinutes(60), "ROLLBACK");
        update();
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(gate(WaitUntil.LIVE));

        assertThat(host.gates).containsExactly("POST_PRODUCTION_TRAFFIC_SHIFT");
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void aDeploymentThatHasPassedItsGateIsFollowed() {
        begun(STAGE);
        time.pass(Duration.ofMinutes(5));
        answerElsewhere("CONTINUE");
        time.pass(Duration.ofMinutes(1));

        deploy(gate(WaitUntil.DONE));

        assertThat(host.gates).isEmpty();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void theStepEndsWhereSomebodyIsToDecide() {
        web.blueGreen(Duration.ofMinutes(10)).pause(STAGE, Duration.ofMinutes(60), "ROLLBACK");

        deploy(shop(WaitUntil.GATE).build());

        assertThat(host.result).containsEntry("status", "IN_PROGRESS").containsEntry("deploymentArn", arn());
        assertThat(record.gate().open().map(Gate::name)).contains(STAGE);
        assertThat(calls("ContinueServiceDeployment")).isZero();
    }

    @Test
    void aGateThatIsNotThereIsRefusedBeforeAnythingIsRegistered() {
        web.blueGreen(Duration.ofMinutes(10))
                .lambdaHook(STAGE, io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook.succeeds());

        deploy(shop(WaitUntil.GATE).build());

        assertThat(host.failure)
                .hasMessage("waitUntil is GATE, but service shop in cluster c1 is deployed by ECS itself by BLUE_GREEN"
                        + " without a pause hook, so it waits nowhere. Add a lifecycle hook with the targetType PAUSE to"
                        + " its deployment configuration, for instance at POST_TEST_TRAFFIC_SHIFT, or set waitUntil to"
                        + " LIVE or DONE");
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void aServiceThatRollsHasNone() {
        deploy(shop(WaitUntil.GATE).build());

        assertThat(host.failure).hasMessageContaining("has no gate there. Set it to LIVE or DONE");
        assertThat(calls("RegisterTaskDefinition")).isZero();
    }

    /** Nobody decides here; who waits for the end is told where it waits. */
    @Test
    void withDoneTheWaitIsWaitedThrough() {
        web.blueGreen(Duration.ZERO).pause(STAGE, Duration.ofMinutes(30), "CONTINUE");

        deploy(shop(WaitUntil.DONE).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log).anyMatch(line -> line.contains("The deployment waits at the gate " + STAGE));
    }

    private String lastLine() {
        return host.log.get(host.log.size() - 1);
    }

    private void begun(String stage) {
        web.blueGreen(Duration.ofMinutes(10)).pause(stage, Duration.ofMinutes(60), "ROLLBACK");
        update();
    }

    private void update() {
        emulator.registerTaskDefinition(SHOP.replace("registry/shop:1", "registry/shop:2"));
        new io.jenkins.plugins.ecsdeploy.emulator.RawCall(emulator)
                .call("UpdateService", "{\"cluster\":\"c1\",\"service\":\"shop\",\"taskDefinition\":\"shop:2\"}");
    }

    private String arn() {
        return web.deploymentArns().get(0);
    }

    private DeployRequest gate(WaitUntil until) {
        record = record.phase() == Phase.NEW
                ? new DeploymentRecord(
                        "shop", CLUSTER, emulator.region(), time.now().toEpochMilli())
                : record;
        return DeployRequest.toGate("shop", CLUSTER, new Goal.Follow(arn()), Optional.empty(), until);
    }
}
