package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
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

    @Test
    void aFailureThatWasNotToldBeforeIsToldAfter() {
        web.circuitBreaker(true).scene(Scene.crash());
        deploy(image("registry/web:2").build());
        String told = host.failure.getMessage();
        host.failure = null;

        resume(image("registry/web:2").build());
        time.passUntilIdle();

        assertThat(host.result).isNull();
        assertThat(host.failure).hasMessage(told);
    }

    private void crashAtRemembering(int moment) {
        int[] left = {moment};
        host.onRemember = () -> {
            if (--left[0] == 0) {
                host.crashed = true;
                throw new Crash();
            }
        };
    }
}
