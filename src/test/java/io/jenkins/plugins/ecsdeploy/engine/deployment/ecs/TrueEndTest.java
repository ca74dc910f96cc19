package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever becomes of the step: the record tells what is true, and ends when the deployment does. */
class TrueEndTest extends DeploymentTestBase {
    @Test
    void whatFailsBeforeTheUpdateDeployedNothing() {
        deploy(revision("web:99").build());

        assertThat(host.failure).isNotNull();
        assertThat(Outcome.summary(record)).isEqualTo("deployment to service web in cluster c1: NOT_DEPLOYED");
        assertThat(host.fromDisk().status()).isEqualTo(Status.NOT_DEPLOYED);
    }

    @Test
    void whatEcsRefusesWasNotDeployed() {
        emulator.faults().deny("UpdateService");

        deploy(image("registry/web:2").build());

        assertThat(Outcome.summary(host.fromDisk())).isEqualTo("web:2 to service web in cluster c1: NOT_DEPLOYED");
    }

    @ParameterizedTest
    @EnumSource(OnAbort.class)
    void whatIsAbortedBeforeTheUpdateDeployedNothing(OnAbort policy) {
        host.onRemember = () -> {
            if (record.phase() == Phase.REGISTERED) {
                driver.abort(policy, () -> {});
            }
        };

        deploy(image("registry/web:2").build());

        assertThat(Outcome.summary(host.fromDisk()))
                .isEqualTo("web:2 to service web in cluster c1: NOT_DEPLOYED (the build was aborted)");
    }

    @ParameterizedTest
    @CsvSource({
        "LEAVE, SUCCESSFUL, 'and the deployment was left to ECS'",
        "STOP, FAILED, 'and ECS was asked to stop the deployment'",
        "ROLLBACK, ROLLED_BACK, 'and ECS was asked to roll the deployment back'"
    })
    void whatBecameOfAnAbortedDeploymentIsKnownInTheEnd(OnAbort policy, Status end, String asked) {
        emulator.abortKnown(true);
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(30));
        driver.abort(policy, () -> {});
        time.pass(Duration.ofSeconds(1));
        DeploymentRecord left = host.fromDisk();
        assertThat(left.isLeft()).isTrue();
        assertThat(left.status()).isEqualTo(Status.IN_PROGRESS);
        long updates = calls("UpdateService");

        followAfterwards();

        assertThat(Outcome.summary(host.fromDisk()))
                .isEqualTo("web:2 to service web in cluster c1: " + end + " (the build was aborted, " + asked + ")");
        assertThat(host.fromDisk().isLeft()).isFalse();
        assertThat(calls("UpdateService")).isEqualTo(updates);
    }

    /** An abort with LEAVE calls nothing at AWS, so whether the update was made is found out afterwards. */
    @ParameterizedTest
    @CsvSource({"true, SUCCESSFUL", "false, NOT_DEPLOYED"})
    void anUpdateThatMayHaveBeenMadeIsLookedForAfterwards(boolean made, Status end) {
        if (made) {
            emulator.faults().lostAnswer("UpdateService");
        } else {
            emulator.faults().serverError("UpdateService", 1, 500);
        }
        emulator.onCall(call -> {
            if (call.action().equals("UpdateService")) {
                driver.abort(OnAbort.LEAVE, () -> {});
            }
        });
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(10));
        assertThat(host.fromDisk().isLeft()).isTrue();

        followAfterwards();

        assertThat(host.fromDisk().status()).isEqualTo(end);
    }

    @Test
    void whatNobodyWaitsForIsFollowedAfterwards() {
        deploy(image("registry/web:2").dontWait().build());
        assertThat(host.result).containsEntry("status", "IN_PROGRESS");
        assertThat(host.fromDisk().isLeft()).isTrue();

        followAfterwards();

        assertThat(host.fromDisk().status()).isEqualTo(Status.SUCCESSFUL);
    }

    /** Whoever does not wait asked for no rollback of the step's. */
    @Test
    void whoeverFollowsAfterwardsOnlyLooks() {
        web.scene(Scene.crash());
        deploy(image("registry/web:2").dontWait().build());

        followAfterwards();

        assertThat(host.failure).hasMessageContaining("tasks failed one after another");
        assertThat(host.fromDisk().status()).isEqualTo(Status.FAILED);
        assertThat(calls("StopServiceDeployment")).isZero();
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void whatTheTimeoutLeftIsFollowedAfterwards() {
        deploy(image("registry/web:2").timeout(Duration.ofMinutes(1)).build());
        assertThat(host.failure).hasMessageContaining("did not end within 1 minutes");
        assertThat(host.fromDisk().isLeft()).isTrue();

        followAfterwards();

        assertThat(host.fromDisk().status()).isEqualTo(Status.SUCCESSFUL);
    }

    @Test
    void whatNobodyMayLookAtIsLeft() {
        deploy(image("registry/web:2").dontWait().build());
        emulator.faults().deny("DescribeServices");

        followAfterwards();

        assertThat(Outcome.summary(host.fromDisk())).isEqualTo("web:2 to service web in cluster c1: LEFT");
        assertThat(host.fromDisk().isLeft()).isFalse();
    }

    /** The step's word was lost in a crash: it begins nothing again. */
    @Test
    void aStepThatHadEndedBeforeACrashUpdatesNothingAgain() {
        emulator.faults().serverError("UpdateService", 1, 500);
        emulator.onCall(call -> {
            if (call.action().equals("UpdateService")) {
                driver.abort(OnAbort.LEAVE, () -> {});
            }
        });
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(10));
        emulator.onCall(call -> {});
        emulator.clearCalls();

        resume(image("registry/web:2").build());
        time.passUntilIdle();

        assertThat(calls("UpdateService")).isZero();
        assertThat(host.failure).hasMessageContaining("nothing was deployed");
    }

    /** As another host does when the step has ended. */
    private void followAfterwards() {
        host = host.afterACrash();
        record = host.fromDisk();
        begin(DeployRequest.toFollow(record));
        time.passUntilIdle();
    }
}
