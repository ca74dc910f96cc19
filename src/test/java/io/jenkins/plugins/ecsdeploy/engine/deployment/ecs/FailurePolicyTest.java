package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a circuit breaker of the service, the step ends what would go on failing for ever. */
class FailurePolicyTest extends DeploymentTestBase {
    @ParameterizedTest
    @CsvSource({"0,3", "1,3", "5,3", "6,3", "7,4", "25,13", "400,200", "800,200"})
    void theThresholdIsThatOfTheCircuitBreaker(int desired, int threshold) {
        assertThat(FailedTasks.threshold(desired)).isEqualTo(threshold);
    }

    @Test
    void tasksThatFailAgainAndAgainAreTakenBack() {
        web.scene(Scene.crash(3));

        deploy(image("registry/web:2").build());

        assertThat(host.failure)
                .hasMessageContainingAll("tasks failed one after another", "ECS rolled the service back to web:1");
        assertThat(host.log).anyMatch(line -> line.contains("container web: exit code 3"));
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(web.describeDeployment()).contains("ROLLBACK_SUCCESSFUL");
        assertThat(calls("StopServiceDeployment")).isEqualTo(1);
        assertThat(calls("UpdateService")).isEqualTo(1);
    }

    @Test
    void whoMayNotStopDeploymentsUpdatesTheServiceAndWaitsForThat() {
        web.scene(Scene.crash());
        emulator.imageScene("registry/web:1"::equals, Scene.rollout(Duration.ofMinutes(1)));
        emulator.faults().deny("StopServiceDeployment");

        deploy(image("registry/web:2").build());

        assertThat(host.failure)
                .hasMessageContainingAll("tasks failed one after another", "The service is back on web:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(calls("UpdateService")).isEqualTo(2);
        assertThat(web.describeDeployment()).contains("\"SUCCESSFUL\"");
    }

    @Test
    void tasksThatHealThemselvesAreNoFailure() {
        web.scene(Scene.crash().times(2));

        deploy(image("registry/web:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void theServiceIsLeftAsItIsIfSoAskedFor() {
        web.scene(Scene.crash());

        deploy(image("registry/web:2").onFailure(OnFailure.LEAVE).build());

        assertThat(host.failure)
                .hasMessageContainingAll("tasks failed one after another", "The service was not rolled back");
        assertThat(calls("StopServiceDeployment")).isZero();
        assertThat(web.taskDefinition()).endsWith("web:2");
    }

    @Test
    void withACircuitBreakerItIsTheJobOfEcs() {
        web.circuitBreaker(true).scene(Scene.crash());

        deploy(image("registry/web:2").build());

        assertThat(host.failure).hasMessageContaining("circuit breaker TRIGGERED");
        assertThat(calls("StopServiceDeployment")).isZero();
    }

    @Test
    void aCircuitBreakerWithoutRollbackIsCompletedIfSoAskedFor() {
        web.circuitBreaker(false).scene(Scene.crash());
        emulator.imageScene("registry/web:1"::equals, Scene.healthy());

        deploy(image("registry/web:2").onFailure(OnFailure.ROLLBACK).build());

        assertThat(host.failure).hasMessageContainingAll("circuit breaker TRIGGERED", "The service is back on web:1");
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRollbackThatFailsEndsTheStep(boolean byStop) {
        web.percentages(0, 100).scene(Scene.crash().rollback(Scene.crash()));
        if (!byStop) {
            emulator.faults().deny("StopServiceDeployment");
        }

        deploy(image("registry/web:2").build());

        assertThat(host.failure)
                .hasMessageContainingAll("The service was not rolled back: the rollback to web:1 failed, too");
        assertThat(record.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void theSameRevisionIsNothingToGoBackTo() {
        web.scene(Scene.crash());
        emulator.faults().deny("StopServiceDeployment");

        deploy(asItIs().force().build());

        assertThat(host.failure).hasMessageContaining("there is nothing to go back to");
    }

    /** The service is set to web:2 by then, which never ran. */
    @Test
    void afterTwoFailuresInARowItIsBroughtBackToWhatDidRun() {
        web.percentages(0, 100).circuitBreaker(false).scene(Scene.crash());
        emulator.imageScene("registry/web:1"::equals, Scene.healthy());
        deploy(image("registry/web:2").build());
        assertThat(record.status()).isEqualTo(Status.FAILED);
        emulator.clock().advance(Duration.ofHours(1));
        host = new TestHost(host.ecs);
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());

        deploy(image("registry/web:3").onFailure(OnFailure.ROLLBACK).build());

        assertThat(host.failure).hasMessageContaining("The service is back on web:1");
        assertThat(web.taskDefinition()).endsWith("web:1");
    }

    @Test
    void whatIsNotKnownToHaveRunIsNothingToGoBackTo() {
        web.percentages(0, 100).circuitBreaker(false).scene(Scene.crash());
        deploy(image("registry/web:2").build());
        emulator.clock().advance(Duration.ofHours(1));
        emulator.faults().deny("ListServiceDeployments");
        host = new TestHost(host.ecs);
        record = new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());

        deploy(image("registry/web:3").onFailure(OnFailure.ROLLBACK).build());

        assertThat(host.failure)
                .hasMessageContaining(
                        "The service was not rolled back: no revision is known that it ran successfully before");
        assertThat(web.taskDefinition()).endsWith("web:3");
    }

    /** From whichever state that was ever on disk: one rollback, and the same end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRestartInTheMiddleOfTheRollbackGoesOnWithIt(boolean byStop) {
        web.scene(Scene.crash());
        emulator.imageScene("registry/web:1"::equals, Scene.rollout(Duration.ofMinutes(1)));
        if (!byStop) {
            emulator.faults().deny("StopServiceDeployment");
        }
        deploy(image("registry/web:2").build());
        String told = host.failure.getMessage();
        List<byte[]> goingBack = host.states.stream()
                .filter(state -> TestHost.read(state).rollback().isAsked())
                .toList();
        assertThat(goingBack).isNotEmpty();
        long updates = calls("UpdateService");

        for (byte[] state : goingBack) {
            host = new TestHost(() -> ecs(emulator.credentials()));
            record = TestHost.read(state);
            begin(image("registry/web:2").build());
            time.passUntilIdle();

            assertThat(host.failure).hasMessage(told);
        }
        assertThat(calls("UpdateService")).isEqualTo(updates);
        assertThat(web.describeDeployment()).contains(byStop ? "ROLLBACK_SUCCESSFUL" : "\"SUCCESSFUL\"");
    }

    @Test
    void aLostAnswerToTheUpdateBackIsSettledByLooking() {
        web.scene(Scene.crash());
        emulator.imageScene("registry/web:1"::equals, Scene.healthy());
        emulator.faults().deny("StopServiceDeployment");
        begin(image("registry/web:2").build());
        time.pass(Duration.ofSeconds(10));
        emulator.faults().lostAnswer("UpdateService");
        time.passUntilIdle();

        assertThat(host.failure).hasMessageContaining("The service is back on web:1");
        assertThat(calls("UpdateService")).isEqualTo(2);
    }
}
