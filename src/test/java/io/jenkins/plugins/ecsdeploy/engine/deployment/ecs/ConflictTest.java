package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody else's deployment of web:2 is in progress. */
class ConflictTest extends DeploymentTestBase {
    @BeforeEach
    void somebodyElseDeploys() {
        emulator.registerTaskDefinition(WEB.replace("web:1", "web:2"));
        try (var client = EmulatorClients.ecs(emulator)) {
            client.updateService(r -> r.cluster(CLUSTER).service("web").taskDefinition("web:2"));
        }
        emulator.clock().advance(Duration.ofSeconds(10));
        emulator.clearCalls();
    }

    @Test
    void failsBeforeAnythingIsChanged() {
        deploy(image("registry/web:3").build());

        assertThat(host.failure)
                .hasMessageContainingAll(
                        "Service web in cluster c1 has another deployment: deployment "
                                + web.deploymentArns().get(0) + " of web:2, in progress since 20",
                        "onConflict");
        assertThat(calls("RegisterTaskDefinition") + calls("UpdateService")).isZero();
    }

    @Test
    void aNamedRevisionIsNotDeployedEither() {
        deploy(revision("web:1").build());

        assertThat(host.failure).hasMessageContaining("has another deployment");
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void waitsForItsEnd() {
        begin(image("registry/web:3").onConflict(OnConflict.WAIT).build());
        time.pass(Duration.ofSeconds(60));
        assertThat(calls("RegisterTaskDefinition") + calls("UpdateService")).isZero();
        time.passUntilIdle();

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("web:2");
        assertThat(host.log)
                .filteredOn(line -> line.startsWith("Waiting for the end of deployment "))
                .hasSize(1);
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(1);
    }

    @Test
    void waitsNoLongerThanItMay() {
        web.scene(io.jenkins.plugins.ecsdeploy.emulator.Scene.never());
        replaceByHand();
        deploy(image("registry/web:3")
                .onConflict(OnConflict.WAIT)
                .timeout(Duration.ofMinutes(10))
                .build());

        assertThat(host.failure).hasMessageContaining("was not updated within 10 minutes");
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    /** A build may have waited for its turn for longer than its deployment may take. */
    @Test
    void aTimeoutCountsTheTimeInTheQueue() {
        record = new DeploymentRecord(
                "web",
                CLUSTER,
                emulator.region(),
                time.now().minus(Duration.ofMinutes(11)).toEpochMilli());

        deploy(image("registry/web:3").timeout(Duration.ofMinutes(10)).build());

        assertThat(host.failure).hasMessage("Service web was not updated within 10 minutes (timeoutMinutes)");
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void replacesIt() {
        deploy(image("registry/web:3").onConflict(OnConflict.REPLACE).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("web:1");
        assertThat(host.log)
                .filteredOn(line -> line.startsWith("Replacing deployment "))
                .hasSize(1);
    }

    @Test
    void theVerySameDefinitionIsFollowed() {
        deploy(image("registry/web:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("UpdateService")).isZero();
    }

    /** The rollback was asked for by an aborted build of this program: nobody else deploys. */
    @ParameterizedTest
    @EnumSource(OnConflict.class)
    void ourOwnRollbackIsWaitedForWhateverThePolicySays(OnConflict policy) {
        aborted(OnAbort.ROLLBACK);

        deploy(image("registry/web:3").onConflict(policy).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("web:2");
        assertThat(host.log)
                .filteredOn(line -> line.startsWith("Waiting for the end of deployment "))
                .hasSize(1)
                .allMatch(line -> line.contains(" of web:3, in progress since "))
                .allMatch(line ->
                        line.endsWith(": deploy #41, when it was aborted, has asked ECS to bring the service back"));
    }

    /** The next build most likely deploys what was aborted. */
    @Test
    void whatIsTakenBackIsNotFollowedAsTheVerySameDefinition() {
        aborted(OnAbort.ROLLBACK);

        deploy(image("registry/web:4").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log).noneMatch(line -> line.contains("following that deployment"));
    }

    @Test
    void ourOwnUpdateBackIsWaitedFor() {
        emulator.faults().deny("StopServiceDeployment");
        aborted(OnAbort.ROLLBACK);

        deploy(image("registry/web:3").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log).anyMatch(line -> line.contains("deploy #41, when it was aborted"));
    }

    @Test
    void whatAnAbortedBuildLeftIsNamedWithIt() {
        aborted(OnAbort.LEAVE);

        deploy(image("registry/web:3").build());

        assertThat(host.failure).hasMessageContaining(", which deploy #41 began. Deploy when it has ended");
    }

    /** Deploys, after the other deployment has ended, and aborts that. */
    private void aborted(OnAbort policy) {
        emulator.clock().advance(Duration.ofMinutes(5));
        begin(image("registry/web:4").build());
        time.pass(Duration.ofSeconds(30));
        driver.abort(policy, () -> {});
        time.pass(Duration.ofSeconds(1));
        host = new TestHost(host.ecs);
        host.left.add(new LeftDeployment(record, "deploy #41"));
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }

    private void replaceByHand() {
        try (var client = EmulatorClients.ecs(emulator)) {
            client.updateService(r ->
                    r.cluster(CLUSTER).service("web").taskDefinition("web:2").forceNewDeployment(true));
        }
    }
}
