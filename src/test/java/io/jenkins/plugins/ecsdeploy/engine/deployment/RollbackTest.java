package io.jenkins.plugins.ecsdeploy.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bringing a service back on demand. */
class RollbackTest extends DeploymentTestBase {
    @Test
    void goesBackToTheActiveRevisionBefore() {
        serviceAt(4);
        deregister("web:3");

        rollBack(null);

        assertThat(web.taskDefinition()).endsWith("web:2");
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("taskDefinitionArn", web.taskDefinition())
                .containsEntry("deploymentArn", web.deploymentArns().get(0))
                .containsEntry("images", Map.of("web", "registry/web:2"));
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("web:4");
        assertThat(calls("RegisterTaskDefinition")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web:1", "1", "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:1"})
    void goesBackToTheRevisionThatIsNamed(String to) {
        serviceAt(3);

        rollBack(to);

        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void refusesARevisionThatIsGoneAndNamesThoseThatAreThere() {
        serviceAt(4);
        deregister("web:2");

        rollBack("web:2");

        assertThat(host.failure)
                .hasMessage("Revision web:2 is gone: ECS has it as INACTIVE, since it was deregistered."
                        + " Active revisions of family web: web:4, web:3, web:1");
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void refusesARevisionThatNeverWas() {
        rollBack("web:41");

        assertThat(host.failure)
                .hasMessage("Revision web:41 is gone: ECS does not have it. Active revisions of family web: web:1");
    }

    @Test
    void refusesWhatNamesNoRevision() {
        rollBack("web");

        assertThat(host.failure).hasMessageContaining("to is 'web', which names no revision");
    }

    @Test
    void saysThatThereIsNothingBefore() {
        rollBack(null);

        assertThat(host.failure).hasMessageContaining("There is no active revision before web:1");
    }

    @Test
    void theLiveRevisionIsNoChange() {
        rollBack("web:1");

        assertThat(host.result).containsEntry("status", "UNCHANGED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anActiveDeploymentIsRolledBackByEcs(boolean mayStop) {
        if (!mayStop) {
            emulator.faults().deny("StopServiceDeployment");
        }
        inProgress(2);

        rollBack(null);

        assertThat(host.failure).isNull();
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("images", Map.of("web", "registry/web:1"));
        assertThat((String) host.result.get("taskDefinitionArn")).endsWith("web:1");
        assertThat((String) host.result.get("previousTaskDefinitionArn")).endsWith("web:2");
        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(calls("UpdateService")).isEqualTo(mayStop ? 0 : 1);
        assertThat(host.log).noneMatch(line -> line.contains("failed"));
    }

    @Test
    void aRevisionThatIsNamedTakesThePlaceOfAnActiveDeployment() {
        serviceAt(2);
        inProgress(3);

        rollBack("web:1");

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    @Test
    void aDeploymentThatSucceedsMeanwhileIsTakenBackAllTheSame() {
        inProgress(2);
        emulator.onCall(call -> {
            if (call.action().equals("StopServiceDeployment")) {
                emulator.onCall(other -> {});
                emulator.clock().advance(Duration.ofMinutes(10));
            }
        });

        rollBack(null);

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    /** From whichever state that was ever on disk: the same end. */
    @Test
    void goesOnAfterACrash() {
        inProgress(2);
        rollBack(null);
        List<byte[]> states = host.states;

        for (byte[] state : states) {
            host = new TestHost(() -> ecs(emulator.credentials()));
            record = TestHost.read(state);
            begin(request(null));
            time.passUntilIdle();

            assertThat(host.result).containsEntry("status", "SUCCESSFUL");
            assertThat(web.taskDefinition()).endsWith("web:1");
        }
        assertThat(calls("UpdateService")).isZero();
    }

    @Test
    void aRollbackThatFailsIsNotTakenBack() {
        serviceAt(2);
        web.scene(Scene.crash());

        rollBack(null);

        assertThat(host.failure).hasMessageContainingAll("tasks failed one after another", "was not rolled back");
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    private void rollBack(String to) {
        deploy(request(to));
    }

    private static DeployRequest request(String to) {
        return asItIs().goal(new Goal.Rollback(Optional.ofNullable(to)))
                .onFailure(OnFailure.LEAVE)
                .onConflict(OnConflict.REPLACE)
                .build();
    }

    /** Deploys web:2 to that revision, one after the other. */
    private void serviceAt(int revision) {
        for (int i = 2; i <= revision; i++) {
            update(i);
            emulator.clock().advance(Duration.ofMinutes(5));
        }
        begin();
    }

    private void inProgress(int revision) {
        update(revision);
        emulator.clock().advance(Duration.ofSeconds(20));
        begin();
    }

    private void begin() {
        emulator.clearCalls();
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }

    private void update(int revision) {
        emulator.registerTaskDefinition(WEB.replace("web:1", "web:" + revision));
        try (var client = EmulatorClients.ecs(emulator)) {
            client.updateService(r -> r.cluster(CLUSTER).service("web").taskDefinition("web:" + revision));
        }
    }

    private void deregister(String revision) {
        try (var client = EmulatorClients.ecs(emulator)) {
            client.deregisterTaskDefinition(r -> r.taskDefinition(revision));
        }
    }
}
