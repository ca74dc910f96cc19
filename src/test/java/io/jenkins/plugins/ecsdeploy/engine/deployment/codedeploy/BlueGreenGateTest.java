package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where CodeDeploy waits before it moves the traffic, somebody decides: once, whatever happens. */
class BlueGreenGateTest extends BlueGreenTestBase {
    private String id;

    @BeforeEach
    void waiting() {
        group.readyWait(Duration.ofMinutes(60), true);
        id = group.deploy("shop:1", "user");
    }

    @Test
    void isWaitedForAndTheDeploymentGoesOn() {
        host.onGate = gate -> {
            assertThat(gate.name()).isEqualTo("READY");
            assertThat(gate.productionWeight()).contains(0);
            assertThat(gate.expires()).isPresent();
            driver.answer(GateAnswer.CONTINUE, null);
        };

        deploy(gate(WaitUntil.DONE));

        assertThat(host.gates).containsExactly("READY");
        assertThat(host.gate).isEmpty();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL").containsEntry("deploymentId", id);
        assertThat(calls("ContinueDeployment")).isEqualTo(1);
        assertThat(host.log).anyMatch(line -> line.contains("Letting deployment " + id + " go on at the gate READY"));
    }

    @Test
    void orTheServiceIsBroughtBack() {
        host.onGate = gate -> driver.answer(GateAnswer.ROLL_BACK, "the smoke test failed");

        deploy(gate(WaitUntil.DONE));

        assertThat(host.failure).hasMessageContaining("failed: the smoke test failed");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(calls("StopDeployment")).isEqualTo(1);
        assertThat(calls("ContinueDeployment")).isZero();
    }

    @Test
    void whatWasAnsweredElsewhereIsSeen() {
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));
        assertThat(host.gate).isPresent();

        group.answer(id);
        time.passUntilIdle();

        assertThat(host.gate).isEmpty();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line -> line.endsWith(" any more: it was answered in the console, by the CLI or by another"
                        + " build, or the time was over"));
        assertThat(calls("ContinueDeployment")).isZero();
    }

    @Test
    void anAnswerThatComesTooLateIsNone() {
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));
        group.answer(id);

        driver.answer(GateAnswer.ROLL_BACK, "too late");
        time.passUntilIdle();

        assertThat(calls("StopDeployment")).isZero();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void expiresAtAws() {
        deploy(gate(WaitUntil.DONE));

        assertThat(host.gates).containsExactly("READY");
        assertThat(host.failure).hasMessageContaining("nobody let the traffic move within 60 minutes");
        assertThat(host.gate).isEmpty();
    }

    /** The answer is lost before or behind AWS; it is looked for, and the deployment goes on exactly once. */
    @Test
    void aLostAnswerIsLookedFor() {
        emulator.faults().lostAnswer("ContinueDeployment", 1);
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);
        deploy(gate(WaitUntil.DONE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("ContinueDeployment")).isEqualTo(1);
    }

    @Test
    void aRestartWhileItIsAnsweredAnswersOnce() {
        begin(gate(WaitUntil.DONE));
        time.pass(Duration.ofMinutes(5));
        emulator.faults().cut("ContinueDeployment", 100);
        driver.answer(GateAnswer.CONTINUE, null);
        time.pass(Duration.ofMinutes(1));
        driver.cancel();
        emulator.faults().clear();

        resume(gate(WaitUntil.DONE));
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("ContinueDeployment")).isEqualTo(1);
        assertThat(host.gates).containsExactly("READY");
    }

    @Test
    void itIsFollowedAsFarAsWanted() {
        group.terminationWait(Duration.ofMinutes(30));
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(gate(WaitUntil.LIVE));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(Duration.ofMillis((long) host.result.get("durationMillis"))).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void aDeploymentThatHasPassedItsGateIsFollowed() {
        time.pass(Duration.ofMinutes(5));
        group.answer(id);

        deploy(gate(WaitUntil.DONE));

        assertThat(host.gates).isEmpty();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    private DeployRequest gate(WaitUntil until) {
        record = record.phase() == Phase.NEW
                ? new DeploymentRecord(
                        "shop", CLUSTER, emulator.region(), time.now().toEpochMilli())
                : record;
        return DeployRequest.toGate("shop", CLUSTER, new Goal.Follow(id), Optional.empty(), until);
    }
}
