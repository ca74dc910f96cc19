package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.TestHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program may stop in any stage; whoever goes on from the record neither repeats nor forgets anything. */
class StagedResumeTest extends StrategyTestBase {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 60, 121, 125, 128, 140, 200, 260, 320, 380, 440})
    void goesOnInEachStage(int seconds) {
        web.canary(10, 2)
                .bake(Duration.ofMinutes(2))
                .pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofMinutes(1), "CONTINUE");
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(seconds));
        driver.cancel();
        host = host.afterACrash();

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("UpdateService")).isEqualTo(1);
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
    }

    /** From whichever state that was ever on disk, and long after the end. */
    @Test
    void goesOnFromEveryStateThatWasOnDisk() {
        web.linear(50, 1).pause("PRE_PRODUCTION_TRAFFIC_SHIFT", Duration.ofMinutes(30), "ROLLBACK");
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);
        deploy(shop("registry/shop:2").build());
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        List<byte[]> states = List.copyOf(host.states);
        assertThat(states).hasSizeGreaterThan(12);

        for (byte[] state : states) {
            if (TestHost.read(state).phase().compareTo(Phase.UPDATING) < 0) {
                continue;
            }
            host = new TestHost(() -> ecs(emulator.credentials()));
            record = TestHost.read(state);
            begin(shop("registry/shop:2").build());
            time.passUntilIdle();

            assertThat(host.failure).isNull();
            assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        }
        assertThat(done("UpdateService")).isEqualTo(1);
        assertThat(done("ContinueServiceDeployment")).isEqualTo(2);
    }

    /** A crash after each writing, while somebody answers at the gates. */
    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void answersOnceWheneverTheCrashCame(int moment) {
        web.linear(50, 1).pause("PRE_PRODUCTION_TRAFFIC_SHIFT", Duration.ofMinutes(30), "ROLLBACK");
        int[] left = {moment};
        host.onRemember = () -> host.crashed |= --left[0] == 0;
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);
        begin(shop("registry/shop:2").build());
        while (!host.crashed && host.result == null) {
            time.pass(Duration.ofSeconds(1));
        }
        driver.cancel();
        host = host.afterACrash();
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("ContinueServiceDeployment")).isEqualTo(2);
        assertThat(done("UpdateService")).isEqualTo(1);
    }

    @Test
    void aRollbackIsAFailureWheneverTheCrashCame() {
        web.blueGreen(Duration.ofMinutes(1)).lambdaHook("POST_TEST_TRAFFIC_SHIFT", Hook.fails("no"));
        deploy(shop("registry/shop:2").build());
        String told = host.failure.getMessage();
        List<byte[]> states = List.copyOf(host.states);
        assertThat(states).hasSizeGreaterThan(4);

        for (byte[] state : states) {
            if (TestHost.read(state).phase().compareTo(Phase.UPDATING) < 0) {
                continue;
            }
            host = new TestHost(() -> ecs(emulator.credentials()));
            record = TestHost.read(state);
            begin(shop("registry/shop:2").build());
            time.passUntilIdle();

            assertThat(host.result).isNull();
            assertThat(host.failure).hasMessage(told);
            assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        }
        assertThat(done("UpdateService")).isEqualTo(1);
    }

    /** Decided, written down, and then the program died before ECS was asked. */
    @Test
    void aDecisionToGoBackIsNotForgotten() {
        web.blueGreen(Duration.ofMinutes(1)).pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofMinutes(30), "ROLLBACK");
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(5));
        emulator.faults().cut("StopServiceDeployment", 100);
        driver.answer(GateAnswer.ROLL_BACK, "no");
        time.pass(Duration.ofSeconds(1));
        driver.cancel();
        emulator.faults().clear();
        host = host.afterACrash();

        resume(shop("registry/shop:2").build());
        time.pass(Duration.ofMinutes(2));

        assertThat(done("StopServiceDeployment")).isEqualTo(1);
        assertThat(host.failure).hasMessageContaining("failed: no. ECS rolled the service back to shop:1");
    }

    @Test
    void showsNothingAgain() {
        web.blueGreen(Duration.ofMinutes(10)).pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofMinutes(2), "CONTINUE");
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(150));
        driver.cancel();
        host.remember(record);

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(host.log).doesNotHaveDuplicates();
    }

    /** A record of a version that knew no stages. */
    @Test
    void goesOnWhereAnotherVersionHasLookedBefore() {
        web.blueGreen(Duration.ofMinutes(10));
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(60));
        driver.cancel();
        String arn = record.deploymentArn();

        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
        begin(DeployRequest.toGate("shop", CLUSTER, new Goal.Follow(arn), Optional.empty(), WaitUntil.LIVE));
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line -> line.startsWith("Following the deployment of shop:2 to service shop in cluster c1 by"
                        + " BLUE_GREEN, bake time 10 minutes, which began"));
    }
}
