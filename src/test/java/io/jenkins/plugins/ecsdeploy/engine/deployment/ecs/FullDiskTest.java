package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be written down for a moment delays what must not be done before; it is no failure of the deployment. */
class FullDiskTest extends DeploymentTestBase {
    private static final String SAID = "  The deployment could not be saved with the build, trying again: ";

    /** A deployment is remembered five times: the disk is full at each of them in turn, and for all that follow. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void isOutlasted(int moment) {
        full(moment, 4);

        deploy(image("registry/web:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(calls("UpdateService")).isEqualTo(1);
        assertThat(host.log).filteredOn(line -> line.startsWith(SAID)).hasSize(1);
        assertThat(host.fromDisk().status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(host.fromDisk().phase()).isEqualTo(Phase.ENDED);
    }

    /** Whoever goes on after a crash must know that the call may have been made. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void nothingIsChangedBeforeThatIsWrittenDown(int moment) {
        full(moment, Integer.MAX_VALUE);

        begin(image("registry/web:2").build());
        time.pass(Duration.ofMinutes(10));

        assertThat(calls("RegisterTaskDefinition")).isEqualTo(moment == 1 ? 0 : 1);
        assertThat(calls("UpdateService")).isZero();
        assertThat(host.failure).isNull();
        time.passUntilIdle();
        assertThat(host.failure)
                .hasMessageContainingAll(
                        "Service web was not updated", "for 15 minutes", "no room left", "Make room on the disk");
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void theTimeLimitHoldsMeanwhile() {
        full(1, Integer.MAX_VALUE);

        begin(image("registry/web:2").timeout(Duration.ofMinutes(1)).build());
        time.pass(Duration.ofSeconds(61));

        assertThat(host.failure).hasMessageContaining("was not updated within 1 minutes");
    }

    @Test
    void theEndIsToldEvenIfItIsWrittenDownLater() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(10));
        full(1, 3);

        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.fromDisk().status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void aFailureIsThatOfTheDeployment() {
        web.circuitBreaker(true).scene(Scene.crash());
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(10));
        full(1, 8);

        time.passUntilIdle();

        assertThat(host.failure).hasMessageEndingWith("ECS rolled the service back to web:1");
        assertThat(host.fromDisk().lastWord()).isEqualTo(host.failure.getMessage());
    }

    /** It is asked for at once: bringing the service back matters more than knowing of it after a crash. */
    @Test
    void aRollbackDoesNotWaitForTheDisk() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(10));
        full(1, Integer.MAX_VALUE);

        driver.abort(OnAbort.ROLLBACK, () -> {});
        time.pass(Duration.ofSeconds(1));

        assertThat(calls("StopServiceDeployment")).isEqualTo(1);
    }

    @Test
    void whoHasHandedTheRecordOnWritesNothingMore() {
        begin(image("registry/web:2").build());
        full(2, Integer.MAX_VALUE);
        time.pass(Duration.ZERO);
        int[] writes = {0};
        host.disk = () -> writes[0]++;

        driver.cancel();
        time.passUntilIdle();

        assertThat(writes[0]).isZero();
    }

    private void full(int moment, int times) {
        int[] writes = {0};
        host.disk = () -> {
            writes[0]++;
            if (writes[0] >= moment && writes[0] - moment < times) {
                throw new UncheckedIOException(new IOException("no room left"));
            }
        };
    }
}
