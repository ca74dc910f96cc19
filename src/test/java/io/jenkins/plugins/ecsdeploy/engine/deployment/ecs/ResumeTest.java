package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program may stop at any moment; whoever goes on from the record neither repeats nor forgets anything. */
class ResumeTest extends DeploymentTestBase {
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A deployment is remembered before and after each change: crash after each of these in turn. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void goesOnAfterACrashAtEachMoment(int moment) {
        crashAtRemembering(moment);
        try {
            deploy(image("registry/web:2").build());
        } catch (Crash e) {
            host.failure = null;
        }
        host.onRemember = () -> {};
        host.crashed = false;

        resume(image("registry/web:2").build());
        time.passUntilIdle();

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    /** The record says that the call may have been made, and it was; only its answer was never written down. */
    @ParameterizedTest
    @ValueSource(strings = {"RegisterTaskDefinition", "UpdateService"})
    void findsWhatItHadDoneBeforeTheAnswerWasWrittenDown(String action) {
        emulator.onCall(call -> {
            if (call.action().equals(action)) {
                crashAtRemembering(1);
            }
        });
        try {
            deploy(image("registry/web:2").build());
        } catch (Crash e) {
            host.failure = null;
        }
        host.onRemember = () -> {};
        host.crashed = false;
        emulator.onCall(call -> {});

        resume(image("registry/web:2").build());
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void showsNothingAgain() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(60));
        driver.cancel();
        host.remember(record);

        resume(image("registry/web:2").build());
        time.passUntilIdle();

        assertThat(host.log).doesNotHaveDuplicates();
    }

    /** From whichever state that was ever on disk: a rollback is never reported as a success. */
    @Test
    void aRollbackIsAFailureWheneverTheCrashCame() {
        web.circuitBreaker(true).scene(Scene.crash());
        deploy(image("registry/web:2").build());
        String told = host.failure.getMessage();
        List<byte[]> begun = host.states.stream()
                .filter(state -> TestHost.read(state).phase().compareTo(Phase.FOLLOWING) >= 0)
                .toList();
        assertThat(begun).hasSizeGreaterThan(2);

        for (byte[] state : begun) {
            host = new TestHost(() -> ecs(emulator.credentials()));
            record = TestHost.read(state);
            begin(image("registry/web:2").build());
            time.passUntilIdle();

            assertThat(host.result).isNull();
            assertThat(host.failure).hasMessage(told);
        }
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void whoMayOnlyFollowFindsTheUpdateThatWasMade() {
        crashInUpdateService(true);
        record = host.fromDisk();
        begin(DeployRequest.toFollow(record));
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void whoMayOnlyFollowMakesNoUpdate() {
        crashInUpdateService(false);
        record = host.fromDisk();
        begin(DeployRequest.toFollow(record));
        time.passUntilIdle();

        assertThat(host.failure).hasMessageContaining("nothing was deployed");
        assertThat(calls("UpdateService")).isZero();
    }

    private void crashInUpdateService(boolean afterTheCall) {
        host.onRemember = () -> {
            if (!afterTheCall && record.phase() == Phase.UPDATING) {
                throw crash();
            }
        };
        emulator.onCall(call -> {
            if (call.action().equals("UpdateService")) {
                host.crashed = true;
            }
        });
        try {
            begin(image("registry/web:2").build());
            time.pass(Duration.ZERO);
        } catch (Crash e) {
            // As it should.
        }
        driver.cancel();
        emulator.onCall(call -> {});
        host = copyOf(host);
    }

    /** The program that is started after the crash. */
    private TestHost copyOf(TestHost dead) {
        TestHost next = new TestHost(dead.ecs);
        next.states.addAll(dead.states);
        return next;
    }

    private Crash crash() {
        host.crashed = true;
        return new Crash();
    }

    private void crashAtRemembering(int moment) {
        int[] left = {moment};
        host.onRemember = () -> {
            if (--left[0] == 0) {
                throw crash();
            }
        };
    }
}
