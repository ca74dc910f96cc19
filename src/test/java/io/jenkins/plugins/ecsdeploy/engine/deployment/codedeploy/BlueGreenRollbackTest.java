package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rollback stops what is active; what has ended is gone from with a new deployment of what ran before. */
class BlueGreenRollbackTest extends BlueGreenTestBase {
    @Test
    void anActiveOneIsStoppedAndFollowedBack() {
        String active = activeFor(Duration.ofSeconds(60));
        rollBack(Optional.empty());

        assertThat(host.failure).isNull();
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("deploymentId", active)
                .containsEntry("rollbackDeploymentId", deployments().get(0));
        assertThat(record.taskDefinitionArn()).endsWith("shop:1");
        assertThat(record.previousTaskDefinitionArn()).endsWith("shop:2");
        assertThat(web.taskDefinition()).endsWith("shop:1");
    }

    /** The old tasks are still there, and take the traffic back within seconds. */
    @Test
    void oneInItsTerminationWaitToo() {
        group.terminationWait(Duration.ofMinutes(30));
        activeFor(Duration.ofMinutes(5));
        rollBack(Optional.empty());

        assertThat(host.failure).isNull();
        assertThat(record.taskDefinitionArn()).endsWith("shop:1");
        assertThat(web.taskDefinition()).endsWith("shop:1");
        assertThat(record.previousTaskDefinitionArn()).endsWith("shop:2");
    }

    @Test
    void whatHasEndedIsLeftByANewDeploymentOfTheLastGoodRevision() {
        deploy(shop("registry/shop:2").build());
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        web.scene(Scene.crash());
        again();
        deploy(shop("registry/shop:3").build());
        assertThat(host.failure).isNotNull();
        web.scene(Scene.rollout(Duration.ofMinutes(1)));

        again();
        rollBack(Optional.empty());

        assertThat(host.failure).isNull();
        assertThat(host.log)
                .anyMatch(line -> line.contains("Going back to shop:1, which service shop ran successfully,"
                        + " according to CodeDeploy's list of deployments (d-"));
        assertThat(web.taskDefinition()).endsWith("shop:1");
    }

    @Test
    void aRevisionCanBeNamed() {
        deploy(shop("registry/shop:2").build());
        again();
        rollBack(Optional.of("1"));
        assertThat(host.failure).isNull();
        assertThat(web.taskDefinition()).endsWith("shop:1");
    }

    /** toBuild: of a build that did not wait for the end, CodeDeploy knows it. */
    @Test
    void aRevisionMayHaveToBeProvenByItsDeployment() {
        deploy(shop("registry/shop:2").dontWait().build());
        String proof = record.deploymentInWords();
        time.pass(Duration.ofMinutes(10));
        again();
        deploy(shop("registry/shop:3").build());
        again();

        rollBack(Optional.of("2"), Optional.of(proof));

        assertThat(host.failure).isNull();
        assertThat(web.taskDefinition()).endsWith("shop:2");
    }

    @Test
    void oneWhoseDeploymentFailedIsNone() {
        web.scene(Scene.crash());
        deploy(shop("registry/shop:2").build());
        String failed = record.deploymentInWords();
        again();
        emulator.clearCalls();

        rollBack(Optional.of("2"), Optional.of(failed));

        assertThat(host.failure)
                .hasMessage("Service shop is not known to have run that revision: CodeDeploy has deployment " + failed
                        + " as Stopped. Name another build, or the revision by to");
        assertThat(calls("CreateDeployment")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d-AAAAAAAAA",
                // Of a time when ECS deployed the service itself.
                "arn:aws:ecs:eu-central-1:123456789012:service-deployment/c1/shop/abc"
            })
    void neitherIsOneThatCodeDeployDoesNotKnow(String deployment) {
        rollBack(Optional.of("1"), Optional.of(deployment));

        assertThat(host.failure)
                .hasMessageContaining("CodeDeploy does not have deployment " + deployment + " any more");
        assertThat(calls("CreateDeployment")).isZero();
    }

    @Test
    void aRunningOneCanBeFollowed() {
        String active = activeFor(Duration.ofSeconds(30));
        deploy(asItIs().service("shop").goal(new Goal.Follow(active)).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL").containsEntry("deploymentId", active);
        assertThat(record.taskDefinitionArn()).endsWith("shop:2");
        assertThat(record.previousTaskDefinitionArn()).endsWith("shop:1");
    }

    @Test
    void oneThatHasEndedCanBeFollowed() {
        String active = activeFor(Duration.ofMinutes(10));
        deploy(asItIs().service("shop").goal(new Goal.Follow(active)).build());
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void oneThatIsNotThereCannot() {
        deploy(asItIs().service("shop").goal(new Goal.Follow("d-AAAAAAAAA")).build());
        assertThat(host.failure).hasMessageContaining("Deployment d-AAAAAAAAA was not found in CodeDeploy");
    }

    /** No task set uses the revision any more, and no deployment of the group brings it. */
    @Test
    void onlyRevisionsThatNothingUsesAreDeregistered() {
        for (int i = 2; i <= 4; i++) {
            emulator.registerTaskDefinition(SHOP.replace("registry/shop:1", "registry/shop:" + i));
        }
        group.terminationWait(Duration.ofMinutes(5));
        record.afterwards(false, 1);
        deploy(shop("registry/shop:new").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("DeregisterTaskDefinition")).isEqualTo(3);
    }

    private String activeFor(Duration time) {
        emulator.registerTaskDefinition(SHOP.replace("registry/shop:1", "registry/shop:2"));
        String id = group.deploy("shop:2", "user");
        emulator.clock().advance(time);
        return id;
    }

    private void rollBack(Optional<String> to) {
        rollBack(to, Optional.empty());
    }

    private void rollBack(Optional<String> to, Optional<String> provenBy) {
        deploy(asItIs().service("shop").goal(new Goal.Rollback(to, provenBy)).build());
    }

    private void again() {
        host = host.afterACrash();
        host.states.clear();
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }
}
