package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.PlannedOnly;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a deployment by CodeDeploy would do. */
class BlueGreenPlanTest extends BlueGreenTestBase {
    @Test
    void tellsGroupAndConfiguration() {
        DeploymentPlan plan = plan(shop("registry/shop:2").build());

        assertThat(plan.asMap())
                .containsEntry("status", "PLANNED")
                .containsEntry("action", "DEPLOY")
                .containsEntry("controller", "CODE_DEPLOY")
                .containsEntry("codeDeployApplication", "AppECS-c1-shop")
                .containsEntry("codeDeployGroup", "DgpECS-c1-shop")
                .containsEntry("changes", List.of("web: image registry/shop:1 → registry/shop:2"))
                .containsEntry("problems", List.of())
                .containsKey("registers");
        assertThat(plan.lines())
                .anyMatch(
                        line -> line.startsWith(
                                "  Controller CODE_DEPLOY, group DgpECS-c1-shop of application AppECS-c1-shop, CodeDeployDefault"));
    }

    @Test
    void tellsTheReadyWait() {
        group.readyWait(Duration.ofMinutes(90), true);

        DeploymentPlan plan = plan(
                shop("registry/shop:2").blueGreen(waitUntil(WaitUntil.GATE)).build());

        assertThat(plan.asMap())
                .containsEntry("gates", List.of(Map.of("name", "READY", "minutes", 90)))
                .containsEntry("problems", List.of());
    }

    @Test
    void whatDoesNotFitIsAProblem() {
        DeploymentPlan plan = plan(
                shop("registry/shop:2").blueGreen(waitUntil(WaitUntil.GATE)).build());

        assertThat(plan.problems()).hasSize(1).allMatch(problem -> problem.startsWith("waitUntil is GATE, but"));
    }

    @Test
    void soIsAnAppSpecOfAnotherContainer() {
        String appSpec =
                "version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n      Properties:\n"
                        + "        TaskDefinition: <TASK_DEFINITION>\n        LoadBalancerInfo:\n"
                        + "          ContainerName: wbe\n          ContainerPort: 8080\n";

        DeploymentPlan plan =
                plan(shop("registry/shop:2").blueGreen(appSpec(appSpec)).build());

        assertThat(plan.problems()).hasSize(1).allMatch(problem -> problem.contains("wbe"));
    }

    @Test
    void anotherDeploymentIsAProblemUnlessItIsReplaced() {
        emulator.registerTaskDefinition(SHOP.replace("registry/shop:1", "registry/shop:2"));
        String other = group.deploy("shop:2", "user");

        DeploymentPlan fails = plan(shop("registry/shop:3").build());
        DeploymentPlan replaces =
                plan(shop("registry/shop:3").onConflict(OnConflict.REPLACE).build());

        assertThat(fails.problems()).hasSize(1).allMatch(problem -> problem.contains(other));
        assertThat(replaces.problems()).isEmpty();
        assertThat(replaces.asMap().get("conflict")).asString().contains(other).endsWith("; it would be replaced");
    }

    @Test
    void aRollbackOfADeploymentInProgressTakesThatBack() {
        emulator.registerTaskDefinition(SHOP.replace("registry/shop:1", "registry/shop:2"));
        group.deploy("shop:2", "user");

        DeploymentPlan plan = plan(asItIs().service("shop")
                .goal(new Goal.Rollback(Optional.empty()))
                .build());

        assertThat(plan.asMap())
                .containsEntry("action", "ROLL_BACK")
                .containsEntry("changes", List.of("web: image registry/shop:2 → registry/shop:1"));
    }

    @Test
    void nothingOrSettingsAlone() {
        assertThat(plan(revision("shop:1").service("shop").build()).asMap()).containsEntry("action", "NOTHING");
        assertThat(plan(revision("shop:1").service("shop").desiredCount(3).build())
                        .asMap())
                .containsEntry("action", "UPDATE")
                .containsEntry("settings", List.of("desiredCount 2 → 3"));
    }

    private DeploymentPlan plan(DeployRequest request) {
        DeploymentRecord fresh = new DeploymentRecord(
                "shop", CLUSTER, emulator.region(), time.now().toEpochMilli());
        return PlannedOnly.of(request, fresh, host, runtime(), emulator, time)
                .orElseThrow(() -> new AssertionError(host.failure));
    }
}
