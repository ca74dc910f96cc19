package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.TestHost;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program may stop at any moment; whoever goes on from the record neither repeats nor forgets anything. */
class BlueGreenResumeTest extends BlueGreenTestBase {
    private static final String HOOKED = """
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    LoadBalancerInfo: {ContainerName: web, ContainerPort: 8080}
            Hooks:
              - AfterAllowTestTraffic: check-it
            """;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 60, 123, 127, 130, 190, 250})
    void goesOnInEachState(int seconds) {
        group.readyWait(Duration.ofMinutes(1), false).terminationWait(Duration.ofMinutes(2));
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(seconds));
        driver.cancel();
        host = host.afterACrash();

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployments()).hasSize(1);
        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
    }

    /** From whichever state that was ever on disk, and long after the end. */
    @Test
    void goesOnFromEveryStateThatWasOnDisk() {
        deploy(shop("registry/shop:2").build());
        List<byte[]> states = List.copyOf(host.states);
        assertThat(states).hasSizeGreaterThan(5);

        for (byte[] state : states.stream()
                .filter(state -> TestHost.read(state).phase().compareTo(Phase.UPDATING) >= 0)
                .toList()) {
            host = new TestHost(() -> host.ecs());
            host.ecs = this::api;
            record = TestHost.read(state);
            begin(shop("registry/shop:2").build());
            time.passUntilIdle();

            assertThat(host.failure).isNull();
            assertThat(host.result).containsEntry("status", "SUCCESSFUL");
            assertThat(deployments()).hasSize(1);
        }
    }

    @Test
    void aRollbackIsAFailureWheneverTheCrashCame() {
        group.autoRollback(true).hook("AfterAllowTestTraffic", Hook.fails("no"));
        deploy(shop("registry/shop:2").blueGreen(appSpec(HOOKED)).build());
        String told = host.failure.getMessage();
        List<byte[]> begun = host.states.stream()
                .filter(state -> TestHost.read(state).phase().compareTo(Phase.UPDATING) >= 0)
                .toList();
        assertThat(begun).hasSizeGreaterThan(3);

        for (byte[] state : begun) {
            host = new TestHost(() -> host.ecs());
            host.ecs = this::api;
            record = TestHost.read(state);
            begin(shop("registry/shop:2").blueGreen(appSpec(HOOKED)).build());
            time.passUntilIdle();

            assertThat(host.result).isNull();
            assertThat(host.failure).hasMessage(told);
            assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
            assertThat(deployments()).hasSize(2);
        }
    }

    @Test
    void showsNothingAgain() {
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(100));
        driver.cancel();
        host.remember(record);

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(host.log).doesNotHaveDuplicates();
    }

    /** The AppSpec's file may be gone with its workspace. */
    @Test
    void theAppSpecIsKnownAfterTheRegistration() {
        emulator.onCall(call -> host.crashed |= call.action().equals("CreateDeployment"));
        emulator.faults().cut("CreateDeployment");
        begin(shop("registry/shop:2").blueGreen(appSpec(HOOKED)).build());
        time.pass(Duration.ZERO);
        driver.cancel();
        host = host.afterACrash();
        emulator.onCall(call -> {});

        resume(shop("registry/shop:2").build());
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(emulator.calls("CreateDeployment"))
                .last()
                .satisfies(call -> assertThat(call.request().toString()).contains("check-it"));
    }

    private io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi api() {
        return ecs(emulator.credentials());
    }
}
