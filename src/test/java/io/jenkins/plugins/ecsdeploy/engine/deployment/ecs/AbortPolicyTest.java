package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An abort asks ECS for what the policy says, once, and tells what was asked and what ECS answered. */
class AbortPolicyTest extends DeploymentTestBase {
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void leavesTheDeploymentToEcs() {
        abortAfter(Duration.ofSeconds(30), OnAbort.LEAVE);

        assertThat(calls("StopServiceDeployment") + calls("UpdateService")).isZero();
        assertThat(host.log)
                .contains("Aborted. ECS goes on with this deployment: "
                        + web.deploymentArns().get(0));
        time.pass(Duration.ofMinutes(5));
        assertThat(web.describeDeployment()).contains("\"SUCCESSFUL\"");
    }

    @Test
    void rollsBack() {
        abortAfter(Duration.ofSeconds(30), OnAbort.ROLLBACK);

        assertThat(calls("StopServiceDeployment")).isEqualTo(1);
        assertThat(host.log)
                .containsSubsequence(
                        "Aborted (onAbort: ROLLBACK)",
                        "Asking ECS to roll back " + web.deploymentArns().get(0) + " (StopServiceDeployment ROLLBACK)",
                        "  ECS answered that it does");
        time.pass(Duration.ofMinutes(5));
        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(host.failure).isNull();
        assertThat(host.result).isNull();
    }

    @Test
    void stops() {
        emulator.abortKnown(true);
        abortAfter(Duration.ofSeconds(30), OnAbort.STOP);

        time.pass(Duration.ofMinutes(5));
        assertThat(web.describeDeployment()).contains("\"STOPPED\"");
        assertThat(web.taskDefinition()).endsWith("web:2");
    }

    @Test
    void whereEcsCannotStopTheServiceIsBroughtBack() {
        emulator.abortKnown(false);
        abortAfter(Duration.ofSeconds(30), OnAbort.STOP);

        assertThat(host.log)
                .anyMatch(line -> line.contains("ECS answered: InvalidParameterException"))
                .contains("Asking ECS to bring service web back to web:1 (UpdateService)");
        time.pass(Duration.ofMinutes(5));
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    @Test
    void whoMayNotStopDeploymentsUpdatesTheService() {
        emulator.faults().deny("StopServiceDeployment");
        abortAfter(Duration.ofSeconds(30), OnAbort.ROLLBACK);

        assertThat(calls("UpdateService")).isEqualTo(1);
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    @Test
    void saysThatEcsRefused() {
        emulator.faults().refuse("StopServiceDeployment", 1, "ClientException", "not today");
        abortAfter(Duration.ofSeconds(30), OnAbort.ROLLBACK);

        assertThat(host.log).anyMatch(line -> line.contains("ECS answered: ClientException: not today"));
        assertThat(done).hasValue(1);
    }

    @Test
    void aDeploymentThatEndedMeanwhileIsNoTrouble() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(30));
        emulator.clock().advance(Duration.ofMinutes(5));
        driver.abort(OnAbort.ROLLBACK, done::incrementAndGet);
        time.passUntilIdle();

        assertThat(host.log).anyMatch(line -> line.contains("ECS answered that it has ended already"));
        assertThat(web.taskDefinition()).endsWith("web:2");
    }

    @Test
    void beforeTheUpdateThereIsNothingToUndo() {
        host.onRemember = () -> {
            if (record.phase() == Phase.REGISTERED) {
                driver.abort(OnAbort.ROLLBACK, done::incrementAndGet);
            }
        };
        deploy(image("registry/web:2").build());

        assertThat(calls("UpdateService") + calls("StopServiceDeployment")).isZero();
        assertThat(host.log)
                .contains("Aborted before service web was updated: there is nothing to undo")
                .noneMatch(line -> line.contains("ECS goes on"));
        assertThat(done).hasValue(1);
    }

    @Test
    void anUpdateThatIsBeingMadeIsUndone() {
        emulator.onCall(call -> abortDuring(call, "UpdateService"));
        deploy(image("registry/web:2").build());

        assertThat(calls("StopServiceDeployment")).isEqualTo(1);
        assertThat(host.log).noneMatch(line -> line.contains("ECS goes on"));
        time.pass(Duration.ofSeconds(10));
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    @Test
    void anUpdateWhoseAnswerWasLostIsUndone() {
        emulator.faults().lostAnswer("UpdateService");
        emulator.onCall(call -> abortDuring(call, "UpdateService"));
        deploy(image("registry/web:2").build());

        assertThat(calls("UpdateService")).isEqualTo(1);
        assertThat(calls("StopServiceDeployment")).isEqualTo(1);
    }

    /** Jenkins may stop between the question to ECS and the end of the build: what was asked for is gone on with. */
    @ParameterizedTest
    @EnumSource(
            value = OnAbort.class,
            names = {"STOP", "ROLLBACK"})
    void aStopOfJenkinsInTheMiddleOfAnAbortChangesNothing(OnAbort policy) {
        emulator.abortKnown(true);
        abortAfter(Duration.ofSeconds(30), policy);
        List<byte[]> states = host.states.stream()
                .filter(state -> TestHost.read(state).rollback().aborted() != null
                        && TestHost.read(state).isBegun())
                .toList();
        assertThat(states).isNotEmpty();

        for (byte[] state : states) {
            host = new TestHost(() -> ecs(emulator.credentials()));
            record = TestHost.read(state);
            begin(image("registry/web:2").build());
            time.passUntilIdle();

            assertThat(host.failure).hasMessageContaining("failed: the build was aborted");
        }
        assertThat(web.taskDefinition()).endsWith(policy == OnAbort.STOP ? "web:2" : "web:1");
        assertThat(calls("UpdateService")).isZero();
    }

    private void abortDuring(Call call, String action) {
        if (call.action().equals(action)) {
            driver.abort(OnAbort.ROLLBACK, done::incrementAndGet);
        }
    }

    private void abortAfter(Duration age, OnAbort policy) {
        begin(image("registry/web:2").build());
        time.pass(age);
        emulator.clearCalls();
        driver.abort(policy, done::incrementAndGet);
        time.pass(Duration.ofSeconds(10));
        assertThat(done).hasValue(1);
    }
}
