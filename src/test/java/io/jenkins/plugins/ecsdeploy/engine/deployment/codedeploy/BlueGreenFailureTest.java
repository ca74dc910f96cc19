package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;

/** Everything but the success of our deployment is a failure, which says why; a rollback is followed to its end. */
class BlueGreenFailureTest extends BlueGreenTestBase {
    private static final String HOOKED = """
        version: 0.0
        Resources:
          - TargetService:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: <TASK_DEFINITION>
                LoadBalancerInfo: {ContainerName: web, ContainerPort: 8080}
        Hooks:
          - AfterAllowTestTraffic: check-it
        """;

    @Test
    void aHookThatFailsIsToldWithItsLog() {
        group.autoRollback(true).hook("AfterAllowTestTraffic", Hook.fails("expected 200\nbut was 503"));
        deploy(shop("registry/shop:2").blueGreen(appSpec(HOOKED)).build());

        assertThat(host.failure)
                .hasMessageContaining("as Failed with HOOK_EXECUTION_FAILURE")
                .hasMessageEndingWith("CodeDeploy rolled the service back to shop:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(host.log).anyMatch(line -> line.contains("but was 503"));
        assertThat(host.log)
                .anyMatch(line -> line.contains("rolls back " + deployments().get(1) + " with deployment "
                        + deployments().get(0)));
        assertThat(host.kept.get("ecs-deployment-shop.json"))
                .contains(
                        "but was 503",
                        "ROLLED_BACK",
                        "\"deploymentId\": \"" + deployments().get(1) + "\"",
                        "\"rollbackDeploymentId\": \"" + deployments().get(0) + "\"");
        assertThat(record.state(CodeDeployState.class).orElseThrow().result())
                .containsEntry("rollbackDeploymentId", deployments().get(0));
    }

    @Test
    void withoutRollbackOfTheGroupItStaysAsItIs() {
        group.hook("AfterAllowTestTraffic", Hook.fails("no"));
        deploy(shop("registry/shop:2").blueGreen(appSpec(HOOKED)).build());

        assertThat(host.failure).hasMessageEndingWith("The service was not rolled back");
        assertThat(record.status()).isEqualTo(Status.FAILED);
        assertThat(deployments()).hasSize(1);
    }

    @Test
    void thePolicyOverridesTheGroup() {
        group.hook("AfterAllowTestTraffic", Hook.fails("no"));
        deploy(shop("registry/shop:2")
                .blueGreen(appSpec(HOOKED))
                .onFailure(OnFailure.ROLLBACK)
                .build());
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
    }

    @Test
    void norIsItRolledBackIfThePolicyIsToLeaveIt() {
        group.autoRollback(true).hook("AfterAllowTestTraffic", Hook.fails("no"));
        deploy(shop("registry/shop:2")
                .blueGreen(appSpec(HOOKED))
                .onFailure(OnFailure.LEAVE)
                .build());
        assertThat(record.status()).isEqualTo(Status.FAILED);
        assertThat(deployments()).hasSize(1);
    }

    @Test
    void aRollbackThatFailsIsSaid() {
        group.autoRollback(true)
                .hook("AfterAllowTestTraffic", Hook.fails("no"))
                .rollbackFails("IAM_ROLE_PERMISSIONS", "The role lost its rights.");
        deploy(shop("registry/shop:2").blueGreen(appSpec(HOOKED)).build());

        assertThat(host.failure)
                .hasMessageContaining("The service was not rolled back: the rollback failed, too: CodeDeploy has"
                        + " deployment " + deployments().get(0) + " as Failed with IAM_ROLE_PERMISSIONS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALARM_ACTIVE",
                "ECS_UPDATE_ERROR",
                "IAM_ROLE_MISSING",
                "INVALID_ECS_SERVICE",
                "MISSING_ELB_INFORMATION",
                "ELASTIC_LOAD_BALANCING_INVALID",
                "INVALID_REVISION",
                "THROTTLED",
                "INTERNAL_ERROR",
                "TIMEOUT"
            })
    void eachErrorCodeHasARemedy(String code) {
        group.fails(code, "AWS said so.");
        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).hasMessageContaining("as Failed with " + code + " (AWS said so): ");
    }

    /** CodeDeploy itself would wait for an hour. */
    /** They are seen running now and then, so the new set seems to get on. */
    @Test
    void tasksThatRunForAMomentAreSeenSoon() {
        group.autoRollback(true);
        web.scene(Scene.crash()
                .taking(Duration.ofSeconds(25))
                .failingAfter(Duration.ofSeconds(8), Duration.ofSeconds(2)));

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).hasMessageContaining("new tasks failed, and 3 are too many for 2 desired tasks");
        assertThat(Duration.ofMillis(time.now().toEpochMilli() - record.startedMillis()))
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void crashingTasksAreSeenSoonAndTakenBack() {
        group.autoRollback("DEPLOYMENT_FAILURE");
        web.scene(Scene.crash());
        deploy(shop("registry/shop:2").build());

        assertThat(host.failure)
                .hasMessageContaining("new tasks failed, and 3 are too many for 2 desired tasks")
                .hasMessageEndingWith("CodeDeploy rolled the service back to shop:1");
        assertThat(Duration.between(record.times().followedSince(), time.now())).isLessThan(Duration.ofMinutes(10));
        assertThat(host.log).anyMatch(line -> line.contains("tasks stopped: "));
        assertThat(done("StopDeployment")).isEqualTo(1);
    }

    @Test
    void orLeftIfThatIsThePolicy() {
        web.scene(Scene.crash());
        deploy(shop("registry/shop:2").onFailure(OnFailure.LEAVE).build());

        assertThat(host.failure).hasMessageContaining("new tasks failed");
        assertThat(record.status()).isEqualTo(Status.FAILED);
        assertThat(done("StopDeployment")).isZero();
    }

    @Test
    void oneThatCrashesOnceIsNoFailure() {
        web.scene(Scene.crash().times(1));
        deploy(shop("registry/shop:2").build());
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void anAlarmStopsIt() {
        group.alarms("shop-5xx").red("shop-5xx", true).autoRollback(true);
        deploy(shop("registry/shop:2").build());
        assertThat(host.failure).hasMessageContaining("with ALARM_ACTIVE").hasMessageContaining("by ignoreAlarms");
    }

    @Test
    void aRedAlarmIsIgnoredOnWish() {
        group.alarms("shop-5xx").red("shop-5xx", true);
        deploy(shop("registry/shop:2")
                .blueGreen(new BlueGreenOptions(
                        Optional.empty(),
                        Placeholders.none(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("roll forward"),
                        true,
                        WaitUntil.DONE))
                .build());
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(group.describe(deployments().get(0))).contains("roll forward [ecs-deploy ");
    }

    @Test
    void oneThatSomebodyStopsInTheConsoleIsAFailure() {
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(60));
        stopInTheConsole();
        time.passUntilIdle();

        assertThat(host.failure)
                .hasMessageContaining(
                        "CodeDeploy has deployment " + deployments().get(0)
                                + " as Stopped with MANUAL_STOP (The deployment was stopped by a user): somebody stopped it")
                .hasMessageEndingWith("The service was not rolled back");
        assertThat(record.status()).isEqualTo(Status.FAILED);
        assertThat(done("StopDeployment")).isEqualTo(1);
    }

    @Test
    void andFollowedBackIfItsGroupGoesBackThen() {
        group.autoRollback("DEPLOYMENT_STOP_ON_REQUEST");
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(60));
        stopInTheConsole();
        time.passUntilIdle();

        assertThat(host.failure)
                .hasMessageContaining("somebody stopped it")
                .hasMessageEndingWith("CodeDeploy rolled the service back to shop:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
    }

    private void stopInTheConsole() {
        try (CodeDeployClient console = EmulatorClients.codeDeploy(emulator)) {
            console.stopDeployment(r -> r.deploymentId(deployments().get(0)));
        }
    }

    /** The traffic was never moved, so the rollback has nothing to move either; both are told. */
    @Test
    void anApprovalThatExpiredIsSaidWithTheRollback() {
        group.readyWait(Duration.ofMinutes(60), true).autoRollback(true);
        deploy(shop("registry/shop:2").build());

        assertThat(host.failure)
                .hasMessageContaining("nobody let the traffic move within 60 minutes, so CodeDeploy stopped")
                .hasMessageEndingWith("CodeDeploy rolled the service back to shop:1");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(host.log).anyMatch(line -> line.startsWith("CodeDeploy rolls back "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "ROLLBACK", "LEAVE"})
    void anAbortDoesWhatItsPolicySays(OnAbort policy) {
        begin(shop("registry/shop:2").build());
        time.pass(Duration.ofSeconds(60));
        driver.abort(policy, () -> {});
        time.passUntilIdle();
        time.pass(Duration.ofSeconds(30));

        assertThat(done("StopDeployment")).isEqualTo(policy == OnAbort.LEAVE ? 0 : 1);
        assertThat(deployments()).hasSize(policy == OnAbort.ROLLBACK ? 2 : 1);
        assertThat(record.isLeft()).isTrue();
    }
}
