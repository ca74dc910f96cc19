package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.RawCall;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentDriver;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.TestHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.AnsweredGates;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Gate;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two who follow one deployment one answers at its gate, and the other says who did. */
class TwoAtOneGateTest extends StrategyTestBase {
    private static final String STAGE = "POST_TEST_TRAFFIC_SHIFT";

    private TestHost first;
    private DeploymentDriver firstDriver;
    private TestHost second;
    private DeploymentDriver secondDriver;

    @BeforeEach
    void begun() {
        web.blueGreen(Duration.ofMinutes(2)).pause(STAGE, Duration.ofMinutes(60), "ROLLBACK");
        emulator.registerTaskDefinition(SHOP.replace("registry/shop:1", "registry/shop:2"));
        new RawCall(emulator)
                .call("UpdateService", "{\"cluster\":\"c1\",\"service\":\"shop\",\"taskDefinition\":\"shop:2\"}");
    }

    @Test
    void oneAnswersAndTheOtherSaysWhoDid() {
        bothWait();

        firstDriver.answer(GateAnswer.CONTINUE, null);
        time.passUntilIdle();

        assertThat(calls("ContinueServiceDeployment")).isEqualTo(1);
        assertThat(first.result).containsEntry("status", "SUCCESSFUL");
        assertThat(second.result).containsEntry("status", "SUCCESSFUL");
        assertThat(second.gate).isEmpty();
        assertThat(second.log).contains(closed("deploy #41 has let it go on"));
        assertThat(first.log).noneMatch(line -> line.contains("does not wait"));
    }

    @Test
    void ofTwoAnswersAtOnceOneIsGiven() {
        bothWait();

        firstDriver.answer(GateAnswer.CONTINUE, null);
        secondDriver.answer(GateAnswer.CONTINUE, null);
        time.passUntilIdle();

        assertThat(calls("ContinueServiceDeployment")).isEqualTo(1);
        assertThat(second.result).containsEntry("status", "SUCCESSFUL");
        assertThat(second.log).contains(closed("deploy #41 has let it go on"));
    }

    /** Both have seen that it waits, and both call: AWS takes one. */
    @Test
    void whoseAnswerIsRefusedSaysWhoseWasTaken() {
        bothWait();
        second.onLog = () -> {
            if (second.log.get(second.log.size() - 1).startsWith("Letting deployment ")) {
                Gate gate = second.gate.orElseThrow();
                second.ecs().serviceDeployments().goOn(arn(), gate.id());
                answers.add(new AnsweredGates.Answered(arn(), gate, GateAnswer.CONTINUE, "deploy #41"));
            }
        };

        secondDriver.answer(GateAnswer.CONTINUE, null);
        time.passUntilIdle();

        assertThat(done("ContinueServiceDeployment")).isEqualTo(1);
        assertThat(second.log).contains("  It does not wait there any more: deploy #41 has let it go on");
    }

    @Test
    void aRollbackIsTheOnesDecisionToo() {
        bothWait();

        firstDriver.answer(GateAnswer.ROLL_BACK, "the smoke test failed");
        secondDriver.answer(GateAnswer.CONTINUE, null);
        time.passUntilIdle();

        assertThat(calls("StopServiceDeployment")).isEqualTo(1);
        assertThat(done("ContinueServiceDeployment")).isZero();
        assertThat(first.failure).hasMessageContaining("failed: the smoke test failed");
        assertThat(second.failure).hasMessageContaining("ECS rolled the service back to shop:1");
        assertThat(second.log).contains(closed("deploy #41 has had it rolled back"));
    }

    /** Builds take turns: the second one comes when the first is done. */
    @Test
    void whoComesLaterIsToldWhoHasAnswered() {
        firstDriver = follow(first = host("deploy #41"));
        time.pass(Duration.ofMinutes(5));
        firstDriver.answer(GateAnswer.CONTINUE, null);
        time.passUntilIdle();

        follow(second = host("deploy #42"));
        time.passUntilIdle();

        assertThat(second.gates).isEmpty();
        assertThat(second.result).containsEntry("status", "SUCCESSFUL");
        assertThat(second.log).contains("  At the gate " + STAGE + ": deploy #41 has let it go on");
        assertThat(calls("ContinueServiceDeployment")).isEqualTo(1);
    }

    /** What ecsDeploy has left at the gate is followed behind the scenes, while ecsGate of the same build decides. */
    @Test
    void anAnswerOfTheSameBuildIsToldAsItsOwn() {
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
        host = host("deploy #41");
        begin(DeployRequest.toGate("shop", CLUSTER, new Goal.Follow(arn()), Optional.empty(), WaitUntil.GATE));
        time.pass(Duration.ofMinutes(5));
        assertThat(host.result).containsEntry("status", "IN_PROGRESS");
        TestHost left = host("deploy #41");
        new DeploymentDriver(DeployRequest.toFollow(record), record, left, runtime()).start();
        firstDriver = follow(first = host("deploy #41"));
        time.pass(Duration.ofMinutes(1));

        firstDriver.answer(GateAnswer.CONTINUE, null);
        time.passUntilIdle();

        assertThat(left.result).containsEntry("status", "SUCCESSFUL");
        assertThat(left.log).contains(closed("this build has let it go on"));
        assertThat(calls("ContinueServiceDeployment")).isEqualTo(1);
    }

    @Test
    void aProgramThatWasRestartedDoesNotKnowWho() {
        bothWait();
        secondDriver.cancel();
        firstDriver.answer(GateAnswer.CONTINUE, null);
        time.passUntilIdle();
        answers = new AnsweredGates();

        TestHost third = second.afterACrash();
        new DeploymentDriver(request(), second.fromDisk(), third, runtime()).start();
        time.passUntilIdle();

        assertThat(third.log)
                .contains(closed("somebody else has let it go on, in the console, by the CLI or by another build"));
    }

    private void bothWait() {
        firstDriver = follow(first = host("deploy #41"));
        secondDriver = follow(second = host("deploy #42"));
        time.pass(Duration.ofMinutes(5));
        assertThat(first.gate).isPresent();
        assertThat(second.gate).isPresent();
    }

    private TestHost host(String who) {
        TestHost made = new TestHost(() -> ecs(emulator.credentials()));
        made.who = who;
        return made;
    }

    private DeploymentDriver follow(TestHost by) {
        DeploymentRecord own = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
        DeploymentDriver following = new DeploymentDriver(request(), own, by, runtime());
        following.start();
        return following;
    }

    private DeployRequest request() {
        return DeployRequest.toGate("shop", CLUSTER, new Goal.Follow(arn()), Optional.empty(), WaitUntil.DONE);
    }

    private String arn() {
        return web.deploymentArns().get(0);
    }

    private String closed(String why) {
        return "  Deployment " + arn() + " does not wait at the gate " + STAGE + " any more: " + why;
    }
}
