package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be written down for a while is no failure, and nothing is changed at ECS before it is written down. */
class FullDiskTest extends DeploymentTestBase {
    private int writes;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void goesOnWhenTheDiskHasRoomAgain(int moment) {
        fullAt(moment, 3);
        intentsAreOnDisk();

        deploy(image("registry/web:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(writes).isGreaterThanOrEqualTo(moment + 3);
        assertThat(host.fromDisk().status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void aFailureOfTheDeploymentIsStillTold() {
        web.circuitBreaker(true).scene(Scene.crash());
        fullAt(5, 3);

        deploy(image("registry/web:2").build());

        assertThat(host.failure).hasMessageContaining("rolled the service back");
        assertThat(host.fromDisk().lastWord()).isEqualTo(host.failure.getMessage());
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    /** Somebody said how long the step may take, whatever it is that takes so long. */
    @Test
    void theTimeoutHolds() {
        fullAt(2, Integer.MAX_VALUE - 2);

        deploy(image("registry/web:2").timeout(Duration.ofMinutes(10)).build());

        assertThat(host.failure).hasMessageContaining("timeoutMinutes");
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void anAbortIsCarriedOutWhenTheDiskHasRoomAgain() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(30));
        intentsAreOnDisk();
        fullAt(1, 2);
        int[] done = {0};

        driver.abort(OnAbort.ROLLBACK, () -> done[0]++);
        time.passUntilIdle();

        assertThat(calls("StopServiceDeployment")).isEqualTo(1);
        assertThat(host.log).containsOnlyOnce("Aborted (onAbort: ROLLBACK)");
        assertThat(done[0]).isEqualTo(1);
        assertThat(host.fromDisk().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void nobodyWaitsForeverForAnAbort() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(30));
        fullAt(1, Integer.MAX_VALUE - 1);
        int[] done = {0};

        driver.abort(OnAbort.ROLLBACK, () -> done[0]++);
        time.passUntilIdle();

        assertThat(calls("StopServiceDeployment")).isZero();
        assertThat(done[0]).isEqualTo(1);
        assertThat(host.log).contains("  disk full");
    }

    /** @param moment at the how-manieth write from now on the disk is full */
    private void fullAt(int moment, int times) {
        writes = 0;
        host.beforeRemember = () -> {
            writes++;
            if (writes >= moment && writes < moment + times) {
                throw new NotRemembered("disk full", new IOException("No space left on device"));
            }
        };
    }

    private void intentsAreOnDisk() {
        emulator.onCall(call -> {
            switch (call.action()) {
                case "RegisterTaskDefinition" -> onDisk(host.fromDisk().phase() == Phase.REGISTERING);
                case "UpdateService" -> onDisk(host.fromDisk().phase() == Phase.UPDATING);
                case "StopServiceDeployment" -> onDisk(host.fromDisk().retreating);
                default -> {}
            }
        });
    }

    private static void onDisk(boolean written) {
        if (!written) {
            throw new AssertionError("The call was made before it was written down that it may be");
        }
    }
}
