package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** keepRevisions: never a revision that a task set or a deployment of the group uses. */
class BlueGreenRetentionTest extends BlueGreenTestBase {
    @Test
    void keepsTheNewestTheDeployedAndTheOneBefore() {
        registered(5);

        keeping(2, shop("registry/shop:new").build());

        assertThat(active()).containsExactly(1, 5, 6);
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void keepsWhatTaskSetsOfOthersRun() {
        registered(5);
        emulator.blueGreenService(CLUSTER, "other", "shop:3", 1);

        keeping(1, shop("registry/shop:new").build());

        assertThat(active()).containsExactly(1, 3, 6);
    }

    /** It has no task set yet. */
    @Test
    void keepsWhatADeploymentBringsThatHasJustBegun() {
        registered(5);
        host.onRemember = () -> {
            if (record.status() == Status.SUCCESSFUL && deployments().size() == 1) {
                group.deploy("shop:3", "user");
            }
        };

        keeping(1, shop("registry/shop:new").build());

        assertThat(deployments()).hasSize(2);
        assertThat(active()).containsExactly(1, 3, 6);
    }

    /** CodeDeploy goes back to what succeeded last, even where a deployment was stopped since. */
    @Test
    void keepsWhatSucceededLast() {
        registered(5);
        group.terminationWait(Duration.ofMinutes(30));
        deployedByOthers("shop:2", Duration.ofMinutes(40));
        String stopped = deployedByOthers("shop:3", Duration.ofMinutes(5));
        ecs(emulator.credentials()).codeDeploy().stopDeployment(stopped, false);
        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(web.taskDefinition()).endsWith("shop:3");

        keeping(
                1,
                shop("registry/shop:new").blueGreen(waitUntil(WaitUntil.LIVE)).build());

        assertThat(host.failure).isNull();
        assertThat(active()).containsExactly(2, 3, 6);
    }

    @Test
    void nothingIsRemovedWhereThatCannotBeKnown() {
        registered(5);
        emulator.faults().deny("GetApplicationRevision");

        keeping(1, shop("registry/shop:new").build());

        assertThat(active()).hasSize(6);
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log)
                .anyMatch(line -> line.startsWith(
                                "Older revisions are left as they are. What uses the revisions of shop could not be read: ")
                        && line.contains("codedeploy:GetApplicationRevision"));
    }

    /** After a restart nobody works on the deployment any more, and its group is still asked. */
    @Test
    void isMadeUpForAfterARestart() {
        registered(5);
        record.afterwards(false, 1);
        host.onRemember = () -> {
            if (record.status() == Status.SUCCESSFUL) {
                host.crashed = true;
                driver.cancel();
            }
        };
        begin(shop("registry/shop:new").build());
        time.passUntilIdle();
        assertThat(active()).hasSize(6);
        group.deploy("shop:3", "user");
        host = host.afterACrash();

        resume(shop("registry/shop:new").build());
        time.passUntilIdle();

        assertThat(active()).containsExactly(1, 3, 6);
    }

    private String deployedByOthers(String revision, Duration ago) {
        String id = group.deploy(revision, "user");
        emulator.clock().advance(ago);
        return id;
    }

    private void keeping(int revisions, DeployRequest request) {
        record.afterwards(false, revisions);
        deploy(request);
    }

    private void registered(int revisions) {
        for (int i = 2; i <= revisions; i++) {
            emulator.registerTaskDefinition(SHOP.replace("shop:1", "shop:" + i));
        }
    }

    private List<Integer> active() {
        return ecs(emulator.credentials()).activeRevisions("shop").stream()
                .map(Arns::revision)
                .sorted()
                .toList();
    }
}
