package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** How deployments by a strategy go back, are stopped, and make way for others. */
class EcsEmulatorStagedRollbackTest extends StrategyTestBase {
    private void stop() {
        ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(newest()));
    }

    @Test
    void theWayBackIsTheWayThereTheOtherWayRound() {
        web.canary(10, 60);
        update("web:2");
        pass(100);
        assertThat(green()).isEqualTo("10.0/100.0");
        stop();
        assertThat(status()).isEqualTo("ROLLBACK_REQUESTED");
        assertThat(watch(15))
                .containsExactly(
                        "PRODUCTION_TRAFFIC_SHIFT 0.0/100.0", "TEST_TRAFFIC_SHIFT 0.0/0.0", "CLEAN_UP 0.0/0.0");
        assertThat(status()).isEqualTo("ROLLBACK_IN_PROGRESS");
        assertThat(blue()).isEqualTo("100.0/100.0");
        assertThat(deployment().at("/rollback/serviceRevisionArn").asText())
                .isEqualTo(deployment().at("/sourceServiceRevisions/0/arn").asText());
        stop();
        pass(10);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(describe().taskDefinition()).endsWith("/web:1");
        assertThat(describe().deployments()).extracting(Deployment::status).containsExactly("PRIMARY");
        assertThat(describe().runningCount()).isEqualTo(2);
        assertThatThrownBy(this::stop).isInstanceOf(ConflictException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RECONCILE_SERVICE", "PRE_PRODUCTION_TRAFFIC_SHIFT", "CLEAN_UP"})
    void everyStageCanBeStopped(Stage stage) {
        web.blueGreen(Duration.ofMinutes(1));
        update("web:2");
        while (!stage().equals(stage.name())) {
            pass(1);
        }
        stop();
        pass(40);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(describe().taskDefinition()).endsWith("/web:1");
        assertThat(describe().runningCount()).isEqualTo(2);
        // And the next one goes well.
        update("web:3");
        pass(180);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        assertThat(green()).isEqualTo("100.0/100.0");
    }

    @Test
    void aDeploymentThatIsPendingCanBeStopped() {
        web.blueGreen(Duration.ofMinutes(1));
        update("web:2");
        stop();
        pass(20);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
    }

    @Test
    void whileTheOldTasksEndItIsTooLate() {
        web.blueGreen(Duration.ofMinutes(1));
        update("web:2");
        pass(136);
        assertThat(stage()).isEqualTo("CLEAN_UP");
        stop();
        assertThat(status()).isEqualTo("ROLLBACK_REQUESTED");
        pass(10);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        assertThat(describe().taskDefinition()).endsWith("/web:2");
    }

    @Test
    void abortLeavesEverythingAsItIs() {
        web.canary(10, 60);
        update("web:2");
        pass(100);
        ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(newest()).stopType(StopServiceDeploymentStopType.ABORT));
        pass(7200);
        assertThat(status()).isEqualTo("STOPPED");
        assertThat(green()).isEqualTo("10.0/100.0");
        assertThat(describe().runningCount()).isEqualTo(4);
    }

    @Test
    void anAlarmInTheBakeTimeGoesBack() {
        web.blueGreen(Duration.ofMinutes(10))
                .alarms(true, "errors")
                .scene(Scene.alarm(Duration.ofMinutes(5), "errors").taking(Duration.ofSeconds(60)));
        update("web:2");
        pass(299);
        assertThat(stage()).isEqualTo("BAKE_TIME");
        assertThat(deployment().at("/alarms/status").asText()).isEqualTo("MONITORING");
        pass(1);
        assertThat(status()).isEqualTo("ROLLBACK_IN_PROGRESS");
        assertThat(stage()).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(deployment().at("/alarms/triggeredAlarmNames/0").asText()).isEqualTo("errors");
        pass(30);
        assertThat(status()).isEqualTo("ROLLBACK_SUCCESSFUL");
    }

    @Test
    void anAlarmAfterTheBakeTimeIsNotHeeded() {
        web.blueGreen(Duration.ofMinutes(1))
                .alarms(true, "errors")
                .scene(Scene.alarm(Duration.ofSeconds(140), "errors").taking(Duration.ofSeconds(60)));
        update("web:2");
        pass(200);
        assertThat(status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void aRollbackCanFail() {
        web.blueGreen(Duration.ofMinutes(1)).traffic().rollbackFails("ECS was unable to manage the ELB resources.");
        update("web:2");
        pass(80);
        stop();
        pass(5);
        assertThat(status()).isEqualTo("ROLLBACK_FAILED");
        assertThat(reason()).isEqualTo("ECS was unable to manage the ELB resources.");
    }

    @Test
    void aNewerDeploymentTakesTheOldersPlace() {
        web.blueGreen(Duration.ofMinutes(10)).pause("POST_TEST_TRAFFIC_SHIFT", Duration.ofHours(1), "ROLLBACK");
        update("web:2");
        pass(70);
        String first = newest();
        String hook = awaited().path("hookId").asText();
        update("web:3");
        assertThat(deployment(first).path("status").asText()).isEqualTo("STOP_REQUESTED");
        assertThat(refused(
                        "ContinueServiceDeployment",
                        answer(deployment(first).at("/lifecycleHookDetails/0"), "CONTINUE")
                                .put("serviceDeploymentArn", first)
                                .put("hookId", hook)))
                .contains("Provided hookId is either completed, unavailable");
        pass(1);
        assertThat(deployment(first).path("status").asText()).isEqualTo("STOPPED");
        assertThat(stage()).isEqualTo("RECONCILE_SERVICE");
        assertThat(deployment().path("sourceServiceRevisions")).hasSize(2);
        pass(10);
        assertThat(describe().deployments())
                .extracting(Deployment::taskDefinition)
                .noneMatch(d -> d.endsWith(":2"));
        assertThat(stage()).isEqualTo("PRE_SCALE_UP");
        pass(80);
        answer("CONTINUE");
        pass(700);
        assertThat(status()).isEqualTo("SUCCESSFUL");
        assertThat(describe().taskDefinition()).endsWith("/web:3");
    }

    @Test
    void aServiceCanPauseWhileItIsReconciled() {
        web.blueGreen(Duration.ZERO).pause("RECONCILE_SERVICE", Duration.ofHours(1), "ROLLBACK");
        update("web:2");
        pass(50);
        update("web:3");
        pass(60);
        assertThat(stage()).isEqualTo("RECONCILE_SERVICE");
        answer("CONTINUE");
        pass(100);
        assertThat(status()).isEqualTo("SUCCESSFUL");
    }

    @Test
    void withFiveActiveDeploymentsThereIsNoSixth() {
        web.blueGreen(Duration.ofMinutes(10)).scene(Scene.never());
        for (int i = 0; i < 5; i++) {
            update(i % 2 == 0 ? "web:2" : "web:3");
        }
        assertThatThrownBy(() -> update("web:3"))
                .hasMessageContaining("5 active deployments exist, unable to create new deployment.");
        assertThat(describe().taskDefinition()).endsWith("/web:2");
        pass(60);
        update("web:3");
        assertThat(web.deploymentArns()).hasSize(7);
    }

    @Test
    void aDeletedServiceHasNoDeploymentUnderWay() {
        web.blueGreen(Duration.ofMinutes(10));
        update("web:2");
        pass(80);
        ecs.deleteService(r -> r.cluster("c1").service("web").force(true));
        pass(60);
        assertThat(status()).isEqualTo("STOPPED");
        assertThat(describe().status()).isEqualTo("INACTIVE");
        assertThat(describe().runningCount()).isZero();
    }

    @Test
    void withoutACompletedDeploymentThereIsNoWayBack() {
        ecs.createService(r -> r.cluster("c1")
                .serviceName("new")
                .taskDefinition("web:1")
                .desiredCount(1)
                .deploymentConfiguration(c -> c.strategy("BLUE_GREEN").bakeTimeInMinutes(10)));
        pass(60);
        String arn = emulator.service("c1", "new").deploymentArns().get(0);
        ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(arn));
        pass(5);
        assertThat(deployment(arn).path("status").asText()).isEqualTo("ROLLBACK_FAILED");
    }
}
