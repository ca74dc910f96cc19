package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.Verdict.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

class ServiceDeploymentVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "PENDING, GOING_ON",
        "IN_PROGRESS, GOING_ON",
        "SUCCESSFUL, SUCCEEDED",
        "STOP_REQUESTED, GOING_BACK",
        "ROLLBACK_REQUESTED, GOING_BACK",
        "ROLLBACK_IN_PROGRESS, GOING_BACK",
        "ROLLBACK_SUCCESSFUL, ROLLED_BACK",
        "ROLLBACK_FAILED, FAILED",
        "STOPPED, FAILED"
    })
    void followsTheStatusOfEcs(ServiceDeploymentStatus status, State expected) {
        assertThat(ServiceDeploymentVerdict.of(of(status).build()).state()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ServiceDeploymentStatus.class)
    void onlySuccessfulIsSuccess(ServiceDeploymentStatus status) {
        assertThat(ServiceDeploymentVerdict.of(of(status).build()).state() == State.SUCCEEDED)
                .isEqualTo(status == ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void saysWhyWithBreakerAndAlarms() {
        ServiceDeployment failed = of(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL)
                .statusReason("Service deployment rolled back.")
                .rollback(r -> r.reason("tasks failed to start"))
                .deploymentCircuitBreaker(
                        b -> b.status("TRIGGERED").failureCount(3).threshold(3))
                .alarms(a -> a.status("TRIGGERED").triggeredAlarmNames("web-5xx"))
                .build();

        assertThat(ServiceDeploymentVerdict.of(failed).reason())
                .isEqualTo("Service deployment rolled back; tasks failed to start;"
                        + " circuit breaker TRIGGERED at 3 of 3 failed tasks; alarms triggered: web-5xx");
    }

    @Test
    void saysSoWhenEcsGivesNoReason() {
        assertThat(ServiceDeploymentVerdict.of(
                                of(ServiceDeploymentStatus.STOPPED).build())
                        .reason())
                .isEqualTo("ECS gave no reason (status STOPPED)");
    }

    private static ServiceDeployment.Builder of(ServiceDeploymentStatus status) {
        return ServiceDeployment.builder().status(status);
    }
}
