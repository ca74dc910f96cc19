package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ECS does with a failed deployment, it is a failure, with its reason and the evidence. */
class FailedDeploymentTest extends DeploymentTestBase {
    /** Whether DescribeServiceDeployments may be used; the verdict must be the same without it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRollbackByTheCircuitBreakerIsAFailure(boolean permitted) {
        permit(permitted);
        web.circuitBreaker(true).scene(Scene.crash(3));

        deploy(image("registry/web:2").build());

        assertThat(host.failure)
                .isInstanceOf(EngineException.class)
                .hasMessageContainingAll(
                        "The deployment of web:2 to service web in cluster c1 failed: ",
                        "ECS rolled the service back to web:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(host.log).anyMatch(line -> line.contains("container web: exit code 3"));
        assertThat(host.log).filteredOn(line -> line.contains("tasks stopped:")).hasSize(1);
    }

    @Test
    void namesTheCountsOfTheCircuitBreaker() {
        web.circuitBreaker(true).scene(Scene.crash());

        deploy(image("registry/web:2").build());

        assertThat(host.failure).hasMessageContaining("circuit breaker TRIGGERED at 3 of 3 failed tasks");
    }

    @Test
    void endsOnlyWhenTheRollbackHasEnded() {
        web.circuitBreaker(true).scene(Scene.crash());
        begin(image("registry/web:2").build());

        while (host.log.stream().noneMatch(line -> line.startsWith("The deployment of web:2"))) {
            time.pass(Duration.ofSeconds(5));
        }
        assertThat(host.failure).as("the evidence comes first").isNull();
        time.passUntilIdle();

        assertThat(host.failure).hasMessageContaining("rolled the service back");
        assertThat(web.describeDeployment()).contains("ROLLBACK_SUCCESSFUL");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureWithoutARollbackIsAFailure(boolean permitted) {
        permit(permitted);
        web.circuitBreaker(false).scene(Scene.crash());

        deploy(image("registry/web:2").build());

        assertThat(host.failure).hasMessageContaining("The service was not rolled back");
        assertThat(record.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void saysThatAnImageIsMissing() {
        web.circuitBreaker(true).scene(Scene.imageMissing());

        deploy(image("registry/web:2").build());

        assertThat(host.log).anyMatch(line -> line.contains("CannotPullContainerError"));
    }

    @Test
    void saysThatHealthChecksFailed() {
        web.circuitBreaker(true).scene(Scene.unhealthyContainer());

        deploy(image("registry/web:2").build());

        assertThat(host.failure).hasMessageContaining("rolled the service back");
        assertThat(host.log).anyMatch(line -> line.contains("failed container health checks"));
    }

    @Test
    void namesTheAlarms() {
        web.alarms(true, "web-5xx").scene(Scene.alarm(Duration.ofSeconds(20), "web-5xx"));

        deploy(image("registry/web:2").build());

        assertThat(host.failure).hasMessageContainingAll("web-5xx", "rolled the service back");
    }

    @Test
    void beingReplacedByAnotherDeploymentIsAFailure() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(20));
        emulator.registerTaskDefinition(WEB.replace("web:1", "web:3"));
        updateByHand("web:3");
        time.passUntilIdle();

        assertThat(host.failure).isInstanceOf(EngineException.class);
        assertThat(record.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void beingStoppedIsAFailure() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(20));
        try (var client = EmulatorClients.ecs(emulator)) {
            client.stopServiceDeployment(
                    r -> r.serviceDeploymentArn(web.deploymentArns().get(0)).stopType("ROLLBACK"));
        }
        time.passUntilIdle();

        assertThat(host.failure).hasMessageContaining("ECS rolled the service back to web:1");
    }

    @Test
    void givesUpWaitingAfterTheTimeout() {
        web.scene(Scene.never());

        deploy(image("registry/web:2").timeout(Duration.ofMinutes(10)).build());

        assertThat(host.failure)
                .hasMessageContainingAll(
                        "did not end within 10 minutes",
                        "ECS goes on with deployment " + web.deploymentArns().get(0));
    }

    @Test
    void aTimeoutDoesNotHideTheFailure() {
        web.alarms(true, "web-5xx")
                .scene(Scene.alarm(Duration.ofSeconds(100), "web-5xx")
                        .taking(Duration.ofMinutes(2))
                        .rollback(Scene.never()));

        deploy(image("registry/web:2").timeout(Duration.ofMinutes(10)).build());

        assertThat(host.failure)
                .hasMessageContainingAll(
                        "The deployment of web:2 to service web in cluster c1 failed: ",
                        "alarms triggered: web-5xx",
                        "ECS had not finished with it within 10 minutes");
    }

    @Test
    void namesTheRevisionThatEcsReallyWentBackTo() {
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(20));
        driver.cancel();
        web.circuitBreaker(true).scene(Scene.crash());
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());

        deploy(image("registry/web:3").onConflict(OnConflict.REPLACE).build());

        assertThat(web.taskDefinition()).endsWith("web:1");
        assertThat(host.failure).hasMessageEndingWith("ECS rolled the service back to web:1");
    }

    @Test
    void evidenceIsOnlyOfTasksThatFailed() {
        web.circuitBreaker(true).scene(Scene.alarm(Duration.ofSeconds(20), "web-5xx"));
        web.alarms(true, "web-5xx");

        deploy(image("registry/web:2").build());

        assertThat(host.failure).isNotNull();
        assertThat(host.log).noneMatch(line -> line.contains("Scaling activity"));
    }

    @Test
    void showsEvidenceThatMayNotBeReadAsSuch() {
        web.circuitBreaker(true).scene(Scene.crash());
        emulator.faults().deny("ListTasks");

        deploy(image("registry/web:2").build());

        assertThat(host.failure).hasMessageContaining("rolled the service back");
        assertThat(host.log).anyMatch(line -> line.contains("Stopped tasks could not be read: AccessDeniedException"));
    }

    private void permit(boolean permitted) {
        if (!permitted) {
            emulator.faults().deny("DescribeServiceDeployments");
        }
    }

    private void updateByHand(String revision) {
        try (var client = EmulatorClients.ecs(emulator)) {
            client.updateService(r -> r.cluster(CLUSTER).service("web").taskDefinition(revision));
        }
    }
}
