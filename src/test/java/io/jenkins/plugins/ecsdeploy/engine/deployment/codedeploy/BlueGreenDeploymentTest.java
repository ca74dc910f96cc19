package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service of CodeDeploy is deployed like any other, and what CodeDeploy does is told as it happens. */
class BlueGreenDeploymentTest extends BlueGreenTestBase {
    @Test
    void succeedsAndTellsWhatHappens() {
        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("controller", "CODE_DEPLOY")
                .containsEntry("deploymentId", deployments().get(0));
        assertThat(deployments()).hasSize(1);
        assertThat(web.taskDefinition()).endsWith("task-definition/shop:2");
        assertThat(host.log).doesNotHaveDuplicates();
        assertThat(host.log)
                .anyMatch(line -> line.startsWith("Deploying shop:2 to service shop in cluster c1 with CodeDeploy"))
                .anyMatch(line -> line.startsWith("  CodeDeploy: Install began "))
                .anyMatch(line -> line.matches("  CodeDeploy: Install succeeded .* \\(2 min .*\\)"))
                .anyMatch(line -> line.startsWith("  CodeDeploy: AfterAllowTraffic succeeded"))
                .anyMatch(line -> line.contains("blue 2 of 2 running, 100% of the traffic"))
                .anyMatch(line -> line.startsWith("shop:2 is live on service shop after"));
    }

    @Test
    void theAppSpecIsMadeOfTheLiveService() {
        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).isNull();
        String sent = emulator.calls("CreateDeployment")
                .get(0)
                .request()
                .at("/revision/appSpecContent/content")
                .asText();
        assertThat(sent).contains("\"ContainerPort\": 8080", "task-definition/shop:2");
    }

    @Test
    void anAppSpecOfTheAuthorIsSentWithTheRevision() {
        deploy(shop("registry/shop:2").blueGreen(appSpec("""
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    TaskDefinition: <TASK_DEFINITION>
                    LoadBalancerInfo: {ContainerName: web, ContainerPort: 8080}
            Hooks:
              - BeforeAllowTraffic: check-it
            """)).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(emulator.calls("CreateDeployment").get(0).request().toString())
                .contains("check-it", "task-definition/shop:2");
    }

    /** CodeDeploy wants version and Type, and a number for the port. */
    @Test
    void whatOnlyHasOneValueMayBeLeftOut() {
        deploy(shop("registry/shop:2").blueGreen(appSpec("""
                                Resources:
                                  - TargetService:
                                      Properties:
                                        LoadBalancerInfo: {ContainerName: web, ContainerPort: "8080"}
                                """)).build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void theTerminationWaitIsWaitedForOrNot() {
        group.terminationWait(Duration.ofMinutes(30));
        deploy(shop("registry/shop:2").blueGreen(waitUntil(WaitUntil.LIVE)).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(took()).isLessThan(Duration.ofMinutes(5));
        assertThat(host.log)
                .anyMatch(line ->
                        line.matches("  All production traffic is on the new tasks; CodeDeploy keeps the old ones"
                                + " for 30 minutes, until [-0-9]+T12:32:[0-9]{2}Z"))
                .as("what happened last is told before the end is")
                .anyMatch(line -> line.startsWith("  CodeDeploy: AllowTraffic succeeded"));
    }

    @Test
    void theEndOfTheTerminationWaitIsSeenSoon() {
        group.terminationWait(Duration.ofMinutes(30));
        deploy(shop("registry/shop:2").build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(took()).isBetween(Duration.ofMinutes(32), Duration.ofMinutes(33));
        assertThat(calls("BatchGetDeployments")).isLessThan(80);
        assertThat(calls("GetDeploymentTarget")).isLessThan(25);
    }

    @Test
    void theGateIsReachedAndTheDeploymentGoesOn() {
        group.readyWait(Duration.ofMinutes(60), true);
        deploy(shop("registry/shop:2").blueGreen(waitUntil(WaitUntil.GATE)).build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "IN_PROGRESS");
        assertThat(record.isLeft()).isTrue();
        assertThat(group.describe(deployments().get(0))).contains("\"status\":\"Ready\"");
    }

    @Test
    void aGateThatNobodyOpensIsAFailure() {
        group.readyWait(Duration.ofMinutes(60), true);
        deploy(shop("registry/shop:2").build());

        assertThat(host.failure)
                .hasMessageContaining("nobody let the traffic move within 60 minutes")
                .hasMessageContaining("The traffic had stayed on shop:1");
        assertThat(record.status()).isEqualTo(Status.FAILED);
        assertThat(host.log)
                .anyMatch(line -> line.matches(".* waits for somebody to let the traffic move, until"
                        + " [-0-9]+T13:02:[0-9]{2}Z \\(59 min 0 s left\\).*"));
        assertThat(host.log.stream().filter(line -> line.contains("waits for somebody")))
                .hasSizeBetween(2, 8);
    }

    @Test
    void stepsOfTheTrafficAreTold() {
        emulator.codeDeploy().canary("Quarter", 25, 2);
        deploy(shop("registry/shop:2")
                .blueGreen(options(Optional.of("Quarter"), Optional.empty(), Optional.empty(), WaitUntil.DONE))
                .build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.log).anyMatch(line -> line.contains("25% of the traffic"));
    }

    @Test
    void theSameIsNotDeployedAgain() {
        deploy(shop("registry/shop:1").build());

        assertThat(host.result).containsEntry("status", "UNCHANGED");
        assertThat(deployments()).isEmpty();
    }

    /** The deployment that is active has brought it. */
    @Test
    void theSameIsUnchangedWhileOldTasksAreKept() {
        group.terminationWait(Duration.ofMinutes(30));
        deploy(shop("registry/shop:2").blueGreen(waitUntil(WaitUntil.LIVE)).build());
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        host.result = null;
        record = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "UNCHANGED");
        assertThat(deployments()).hasSize(1);
    }

    @Test
    void theSameIsDeployedAgainWhenItIsForced() {
        deploy(shop("registry/shop:1").force().build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployments()).hasSize(1);
        assertThat(done("RegisterTaskDefinition")).isZero();
    }

    @Test
    void settingsAloneNeedNoDeployment() {
        deploy(shop("registry/shop:1").desiredCount(3).build());

        assertThat(host.result).containsEntry("status", "UPDATED");
        assertThat(web.describe()).contains("\"desiredCount\":3");
        assertThat(deployments()).isEmpty();
    }

    private Duration took() {
        return Duration.ofMillis((long) host.result.get("durationMillis"));
    }

    @Test
    void itIsNotWaitedForWhenNobodyWantsThat() {
        deploy(shop("registry/shop:2").dontWait().build());

        assertThat(host.result).containsEntry("status", "IN_PROGRESS").containsKey("deploymentId");
    }
}
