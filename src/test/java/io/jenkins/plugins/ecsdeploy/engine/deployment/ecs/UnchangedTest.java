package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnchangedTest extends DeploymentTestBase {
    @Test
    void doesNothingWhenTheServiceRunsTheSame() {
        deploy(document(WEB).build());

        assertThat(host.result)
                .containsEntry("status", "UNCHANGED")
                .containsEntry("taskDefinitionArn", web.taskDefinition());
        nothingWasChanged();
    }

    @Test
    void ordersAndEcsDefaultsAreNoChange() {
        deploy(document("{\"containerDefinitions\":[{\"essential\":true,\"memory\":128,\"cpu\":0,\"environment\":[],"
                        + "\"image\":\"registry/web:1\",\"name\":\"web\"}],\"family\":\"web\",\"volumes\":[]}")
                .build());

        assertThat(host.result).containsEntry("status", "UNCHANGED");
        nothingWasChanged();
    }

    @Test
    void theLiveRevisionAsItIsIsNoChange() {
        deploy(asItIs().build());

        assertThat(host.result).containsEntry("status", "UNCHANGED");
    }

    @Test
    void forcedItDeploysTheSameRevisionAgain() {
        deploy(document(WEB).force().build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat((String) host.result.get("taskDefinitionArn")).endsWith("web:1");
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(emulator.calls("UpdateService")
                        .get(0)
                        .request()
                        .path("forceNewDeployment")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void registersATwinWhenAskedNotToSkip() {
        deploy(document(WEB).evenIfUnchanged().build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat((String) host.result.get("taskDefinitionArn")).endsWith("web:2");
    }

    @Test
    void deploysTheRevisionThatIsThereWhenAskedNotToSkip() {
        deploy(asItIs().evenIfUnchanged().build());

        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("taskDefinitionArn", web.taskDefinition());
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void aNewDesiredCountIsSetWithoutADeployment() {
        deploy(document(WEB).desiredCount(5).build());

        assertThat(host.result).containsEntry("status", "UPDATED");
        assertThat(web.describe()).contains("\"desiredCount\":5");
        assertThat(calls("RegisterTaskDefinition")).isZero();
    }

    @Test
    void followsADeploymentOfTheSameThatGoesOnAlready() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(30));
        driver.cancel();
        emulator.clearCalls();

        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
        deploy(image("registry/web:2").build());

        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("deploymentArn", web.deploymentArns().get(0));
        nothingWasChanged();
    }

    @Test
    void deploysAgainWhatFailedBefore() {
        web.circuitBreaker(false);
        web.scene(Scene.crash());
        deploy(image("registry/web:2").build());
        assertThat(host.failure).isNotNull();
        host.failure = null;
        web.scene(Scene.rollout(Duration.ofMinutes(1)));

        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
        deploy(image("registry/web:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(calls("RegisterTaskDefinition")).isEqualTo(1);
    }

    private void nothingWasChanged() {
        assertThat(calls("RegisterTaskDefinition")).isZero();
        assertThat(calls("UpdateService")).isZero();
    }
}
