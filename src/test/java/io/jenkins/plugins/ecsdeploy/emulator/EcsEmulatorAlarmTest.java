package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class EcsEmulatorAlarmTest extends EmulatorTestBase {
    @Test
    void anAlarmRollsTheDeploymentBack() {
        web.alarms(true, "errors", "latency").scene(Scene.alarm(Duration.ofSeconds(40), "errors"));
        String id = update("web:2").deployments().get(0).id();
        pass(39);
        assertThat(deployment().alarms().status()).isEqualTo(ServiceDeploymentRollbackMonitorsStatus.MONITORING);
        pass(1);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        assertThat(deployment().alarms().status()).isEqualTo(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED);
        assertThat(deployment().alarms().triggeredAlarmNames()).containsExactly("errors");
        assertThat(deployment().statusReason()).contains("errors").doesNotContain("latency");
        assertThat(web.events()).contains("(service web) (deployment " + id + ") deployment failed: alarm detected.");
        pass(80);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(describe().taskDefinition()).endsWith("/web:1");
    }

    @Test
    void withoutRollbackAnAlarmStopsTheDeployment() {
        web.alarms(false, "errors").scene(Scene.alarm(Duration.ofSeconds(40)));
        update("web:2");
        pass(200);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(deployment().alarms().triggeredAlarmNames()).containsExactly("errors");
    }

    @Test
    void aServiceWithoutAlarmsDoesNotHeedThem() {
        web.scene(Scene.alarm(Duration.ofSeconds(40), "errors"));
        update("web:2");
        pass(200);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(deployment().alarms().status()).isEqualTo(ServiceDeploymentRollbackMonitorsStatus.DISABLED);
    }
}
