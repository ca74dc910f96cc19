package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Call;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.Trouble;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.GateAnswer;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call that changes something meets every kind of trouble in turn. Whatever happens to a call or to its answer, each
 * gate is answered once, and the deployment ends as it would have.
 */
class StagedFaultTest extends StrategyTestBase {
    @BeforeEach
    void gate() {
        web.blueGreen(Duration.ofMinutes(1)).pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(1), "ROLLBACK");
    }

    static Stream<Arguments> troubles() {
        return Stream.of("RegisterTaskDefinition", "UpdateService", "ContinueServiceDeployment")
                .flatMap(action -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(action, trouble)));
    }

    @Test
    void theseAreAllThatChangeSomething() {
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(shop("registry/shop:2").build());

        assertThat(emulator.calls().stream().map(Call::action).distinct())
                .filteredOn(action -> !action.matches("(Describe|List|Get).*"))
                .containsExactlyInAnyOrder("RegisterTaskDefinition", "UpdateService", "ContinueServiceDeployment");
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void succeedsOnce(String action, Trouble trouble) {
        trouble.meet(emulator.faults(), action);
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(done("UpdateService")).isEqualTo(1);
        assertThat(done("ContinueServiceDeployment")).isEqualTo(1);
    }

    /** The program dies while it waits for the answer of a call that meets trouble, and another one goes on. */
    @ParameterizedTest
    @MethodSource("troubles")
    void succeedsOnceIfTheProgramDiesMeanwhile(String action, Trouble trouble) {
        trouble.meet(emulator.faults(), action);
        emulator.onCall(call -> host.crashed |= call.action().equals(action));
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);
        begin(shop("registry/shop:2").build());
        while (!host.crashed) {
            time.pass(Duration.ofSeconds(1));
        }
        driver.cancel();
        host = host.afterACrash();
        emulator.onCall(call -> {});
        host.onGate = gate -> driver.answer(GateAnswer.CONTINUE, null);

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("UpdateService")).isEqualTo(1);
        assertThat(done("ContinueServiceDeployment")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void isRolledBackOnce(Trouble trouble) {
        trouble.meet(emulator.faults(), "StopServiceDeployment");
        host.onGate = gate -> driver.answer(GateAnswer.ROLL_BACK, "no");

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).hasMessageEndingWith("failed: no. ECS rolled the service back to shop:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(calls("ContinueServiceDeployment")).isZero();
        assertThat(done("UpdateService")).isEqualTo(1);
    }
}
