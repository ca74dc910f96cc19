package io.jenkins.plugins.ecsdeploy.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** How a failing deployment ends: with and without circuit breaker, rollback and alarms. */
class EcsEmulatorFailureTest extends EmulatorTestBase {
    @Test
    void theCircuitBreakerRollsBackToTheDeploymentBefore() {
        String before = describe().deployments().get(0).id();
        web.circuitBreaker(true).scene(Scene.crash());
        String failing = update("web:2").deployments().get(0).id();
        pass(40);
        assertThat(deployment().deploymentCircuitBreaker().failureCount()).isEqualTo(2);
        assertThat(deployment().deploymentCircuitBreaker().status())
                .isEqualTo(ServiceDeploymentRollbackMonitorsStatus.MONITORING);
        pass(26);
        ServiceDeployment rolling = deployment();
        assertThat(rolling.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        assertThat(rolling.deploymentCircuitBreaker().status())
                .isEqualTo(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED);
        assertThat(rolling.deploymentCircuitBreaker().failureCount()).isEqualTo(3);
        assertThat(rolling.deploymentCircuitBreaker().threshold()).isEqualTo(3);
        assertThat(rolling.rollback().serviceRevisionArn())
                .isEqualTo(rolling.sourceServiceRevisions().get(0).arn());

        List<Deployment> both = describe().deployments();
        assertThat(both).extracting(Deployment::id).containsExactly(before, failing);
        assertThat(both.get(0).status()).isEqualTo("PRIMARY");
        assertThat(both.get(0).rolloutStateReason())
                .isEqualTo("ECS deployment circuit breaker: rolling back to deploymentId " + before + ".");
        assertThat(both.get(1).rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
        assertThat(both.get(1).rolloutStateReason())
                .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
        assertThat(web.events())
                .contains(
                        "(service web) (deployment " + failing + ") deployment failed: tasks failed to start.",
                        "(service web) rolling back to deployment " + before + ".");

        pass(30);
        ServiceDeployment done = deployment();
        assertThat(done.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(done.statusReason())
                .isEqualTo("Service deployment rolled back because the circuit breaker threshold was exceeded.");
        assertThat(done.finishedAt()).isNotNull();
        assertThat(describe().deployments()).extracting(Deployment::id).containsExactly(before);
        assertThat(describe().taskDefinition()).endsWith("/web:1");
        assertThat(describe().runningCount()).isEqualTo(2);
    }

    @Test
    void withoutRollbackTheCircuitBreakerStopsIt() {
        web.circuitBreaker(false).scene(Scene.imageMissing());
        update("web:2");
        pass(600);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(deployment().statusReason()).contains("circuit breaker threshold was exceeded");
        assertThat(describe().deployments()).extracting(Deployment::status).containsExactly("PRIMARY", "ACTIVE");
        assertThat(describe().deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
        assertThat(describe().runningCount()).isEqualTo(2);
        assertThat(describe().pendingCount()).isZero();
    }

    @Test
    void withoutCircuitBreakerItGoesOnForEverButSlowerAndSlower() {
        web.scene(Scene.crash());
        update("web:2");
        pass(3600);
        int afterAnHour = describe().deployments().get(0).failedTasks();
        pass(6 * 3600);
        int later = describe().deployments().get(0).failedTasks();
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(afterAnHour).isGreaterThan(10);
        assertThat(later - afterAnHour).isBetween(40, 60);
        assertThat(web.events()).hasSizeLessThanOrEqualTo(100);
        assertThat(describe().runningCount()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aRollbackCanFailToo() {
        web.circuitBreaker(true).scene(Scene.crash().rollback(Scene.crash()));
        web.percentages(0, 100);
        update("web:2");
        pass(75);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        pass(600);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_FAILED);
        assertThat(describe().runningCount()).isZero();
    }

    @Test
    void withoutACompletedDeploymentThereIsNoWayBack() {
        emulator.defaultScene(Scene.crash());
        ecs.createService(r -> r.cluster("c1")
                .serviceName("api")
                .taskDefinition("web:1")
                .desiredCount(1)
                .deploymentConfiguration(
                        c -> c.deploymentCircuitBreaker(b -> b.enable(true).rollback(true))));
        pass(600);
        ServiceDeployment first =
                deployment(emulator.service("c1", "api").deploymentArns().get(0));
        assertThat(first.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_FAILED);
        assertThat(first.statusReason()).isEqualTo("No rollback candidate was found to run the rollback.");
    }

    @Test
    void someFailuresBelowTheThresholdDoNoHarm() {
        web.circuitBreaker(true).scene(Scene.crash().times(2));
        update("web:2");
        pass(120);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(deployment().deploymentCircuitBreaker().status())
                .isEqualTo(ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE);
    }

    @Test
    void neverEndingDeploymentsStayInProgress() {
        web.circuitBreaker(true).scene(Scene.never());
        update("web:2");
        pass(86_400);
        assertThat(deployment().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(describe().deployments().get(0).pendingCount()).isEqualTo(2);
    }

    @Test
    void halfTheDesiredCountIsTheThresholdOfALargeService() {
        EmulatedService big =
                emulator.service("c1", "big", "web:1", 25).circuitBreaker(false).scene(Scene.crash());
        ecs.updateService(r -> r.cluster("c1").service("big").taskDefinition("web:2"));
        pass(32);
        ServiceDeployment stopped = deployment(big.deploymentArns().get(0));
        assertThat(stopped.status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(stopped.deploymentCircuitBreaker().threshold()).isEqualTo(13);
        assertThat(stopped.deploymentCircuitBreaker().failureCount()).isEqualTo(13);
    }
}
