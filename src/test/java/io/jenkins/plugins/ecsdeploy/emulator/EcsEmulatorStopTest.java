package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** StopServiceDeployment. */
class EcsEmulatorStopTest extends EmulatorTestBase {
    private String arn;

    @BeforeEach
    void aDeploymentThatNeverEnds() {
        web.scene(Scene.never());
        update("web:2");
        pass(60);
        arn = web.deploymentArns().get(0);
    }

    @Test
    void rollsBackWithoutACircuitBreaker() {
        assertThat(ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(arn)).serviceDeploymentArn())
                .isEqualTo(arn);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_REQUESTED);
        pass(1);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        // Asked again, it goes on with it.
        ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(arn));
        pass(30);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(describe().taskDefinition()).endsWith("/web:1");
        assertThat(describe().deployments()).hasSize(1);
    }

    @Test
    void abortLeavesEverythingAsItIs() {
        ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(arn).stopType(StopServiceDeploymentStopType.ABORT));
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.STOP_REQUESTED);
        pass(60);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(describe().taskDefinition()).endsWith("/web:2");
        assertThat(describe().runningCount()).isEqualTo(2);
    }

    @Test
    void abortIsRefusedWhereItIsNotKnown() {
        emulator.abortKnown(false);
        assertThatThrownBy(() -> ecs.stopServiceDeployment(
                        r -> r.serviceDeploymentArn(arn).stopType(StopServiceDeploymentStopType.ABORT)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void whatHasEndedCannotBeStopped() {
        ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(arn));
        pass(60);
        assertThatThrownBy(() -> ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(arn)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(arn + "x")))
                .isInstanceOf(ServiceDeploymentNotFoundException.class);
        assertThatThrownBy(() -> ecs.stopServiceDeployment(r -> r.serviceDeploymentArn("web")))
                .isInstanceOf(InvalidParameterException.class);
    }
}
