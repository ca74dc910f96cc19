package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DocumentedPolicy;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.PlannedOnly;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ImageOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What a rolling deployment would do, told without doing it. */
class PlanTest extends DeploymentTestBase {
    @Test
    void tellsWhatWouldBeRegisteredAndDeployed() {
        DeploymentPlan plan = plan(image("registry/web:2").build());

        Map<String, Object> map = plan.asMap();
        assertThat(map)
                .containsEntry("status", "PLANNED")
                .containsEntry("action", "DEPLOY")
                .containsEntry("service", "web")
                .containsEntry("controller", "ECS")
                .containsEntry("strategy", "ROLLING")
                .containsEntry("gates", List.of())
                .containsEntry("images", Map.of("web", "registry/web:2"))
                .containsEntry("changes", List.of("web: image registry/web:1 → registry/web:2"))
                .containsEntry(
                        "differences",
                        List.of(Map.of(
                                "what", "web: image",
                                "change", "changed",
                                "before", "registry/web:1",
                                "after", "registry/web:2")))
                .containsEntry("problems", List.of())
                .doesNotContainKey("taskDefinitionArn")
                .doesNotContainKey("conflict");
        assertThat(map.get("previousTaskDefinitionArn")).asString().endsWith("task-definition/web:1");
        assertThat(map.get("registers"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("family", "web")
                .hasEntrySatisfying(
                        "taskDefinition", json -> assertThat((String) json).contains("\"registry/web:2\""));
        assertThat(plan.lines())
                .containsExactly(
                        "Plan: register a revision of family web and deploy it to service web in cluster c1, which runs"
                                + " web:1",
                        "  web: image registry/web:1 → registry/web:2",
                        "  Controller ECS, strategy ROLLING");
    }

    @Test
    void aRevisionThatIsThereIsNotRegistered() {
        emulator.registerTaskDefinition(WEB.replace("registry/web:1", "registry/web:2"));

        DeploymentPlan plan = plan(revision("web:2").build());

        assertThat(plan.asMap()).containsEntry("action", "DEPLOY").doesNotContainKey("registers");
        assertThat(plan.asMap().get("taskDefinitionArn")).asString().endsWith("/web:2");
        assertThat(plan.lines().get(0)).isEqualTo("Plan: deploy web:2 to service web in cluster c1, which runs web:1");
    }

    @Test
    void valuesOfVariablesAreNotTold() {
        DeploymentPlan plan = plan(document(WEB.replace(
                        "\"memory\"", "\"environment\":[{\"name\":\"PASSWORD\",\"value\":\"secret\"}],\"memory\""))
                .build());

        assertThat(plan.asMap().get("differences").toString())
                .contains("variable PASSWORD")
                .doesNotContain("secret");
        assertThat(plan.lines()).contains("  web: variable PASSWORD added");
    }

    @Test
    void nothingIsToBeDone() {
        DeploymentPlan plan = plan(asItIs().build());

        assertThat(plan.asMap()).containsEntry("action", "NOTHING").containsEntry("changes", List.of());
        assertThat(plan.lines().get(0))
                .isEqualTo("Plan: nothing is to be done, for service web in cluster c1 runs web:1, which is the same");
    }

    @Test
    void aForcedDeploymentIsOne() {
        assertThat(plan(asItIs().force().build()).lines().get(0))
                .isEqualTo("Plan: deploy web:1 anew to service web in cluster c1, which runs web:1");
    }

    @Test
    void settingsAlone() {
        DeploymentPlan plan = plan(asItIs().desiredCount(5).build());

        assertThat(plan.asMap())
                .containsEntry("action", "UPDATE")
                .containsEntry("settings", List.of("desiredCount 2 → 5"));
        assertThat(plan.lines()).contains("  desiredCount 2 → 5");
    }

    @Test
    void anotherDeploymentIsAProblemUnlessItIsWaitedForOrReplaced() {
        somebodyDeploys("registry/web:7");

        Map<String, Object> fails = plan(image("registry/web:2").build()).asMap();
        Map<String, Object> waits = plan(image("registry/web:2")
                        .onConflict(OnConflict.WAIT)
                        .build())
                .asMap();
        DeploymentPlan replaces =
                plan(image("registry/web:2").onConflict(OnConflict.REPLACE).build());

        assertThat(fails.get("problems").toString()).contains("has another deployment", "set onConflict to WAIT");
        assertThat(waits.get("conflict")).asString().contains("of web:2, in progress", "its end would be waited for");
        assertThat(waits).containsEntry("problems", List.of());
        assertThat(replaces.asMap().get("conflict")).asString().endsWith("; it would be replaced");
        assertThat(replaces.problems()).isEmpty();
        assertThat(replaces.lines()).anyMatch(line -> line.startsWith("  Another deployment is in progress: "));
    }

    @Test
    void aDeploymentOfTheSameIsFollowed() {
        somebodyDeploys("registry/web:2");

        DeploymentPlan plan = plan(revision("web:2").build());

        assertThat(plan.asMap()).containsEntry("action", "FOLLOW").containsEntry("problems", List.of());
    }

    @Test
    void aGateThatIsNotThereIsAProblem() {
        BlueGreenOptions gate = new BlueGreenOptions(
                Optional.empty(),
                Placeholders.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("CodeDeployDefault.ECSAllAtOnce"),
                Optional.empty(),
                false,
                WaitUntil.GATE);

        DeploymentPlan plan = plan(image("registry/web:2").blueGreen(gate).build());

        assertThat(plan.problems()).hasSize(1).allMatch(problem -> problem.startsWith("waitUntil is GATE, but"));
        assertThat(plan.lines())
                .anyMatch(line -> line.startsWith("  It would fail: waitUntil is GATE"))
                .anyMatch(line -> line.contains("what is meant for CodeDeploy is not used: codeDeployConfig"));
    }

    @Test
    void imagesThatAreNotAsExpectedAreAProblem() {
        String digest = "sha256:" + "a".repeat(64);
        ImageOptions expects = new ImageOptions(
                Optional.empty(),
                false,
                Map.of("web", digest),
                () -> {
                    throw new AssertionError("not asked");
                },
                Runnable::run);

        DeploymentPlan plan = plan(
                image("registry/web@sha256:" + "b".repeat(64)).images(expects).build());

        assertThat(plan.problems()).hasSize(1).allMatch(problem -> problem.contains(digest));
    }

    @Test
    void aRollbackTellsWhereItWouldGo() {
        deploy(image("registry/web:2").build());
        record = fresh();

        DeploymentPlan plan =
                plan(asItIs().goal(new Goal.Rollback(Optional.empty())).build());

        assertThat(plan.asMap())
                .containsEntry("action", "DEPLOY")
                .containsEntry("changes", List.of("web: image registry/web:2 → registry/web:1"));
        assertThat(plan.lines().get(0)).isEqualTo("Plan: deploy web:1 to service web in cluster c1, which runs web:2");
    }

    @Test
    void aRollbackOfADeploymentInProgressTakesThatBack() {
        somebodyDeploys("registry/web:2");

        DeploymentPlan plan = plan(asItIs().onConflict(OnConflict.REPLACE)
                .goal(new Goal.Rollback(Optional.empty()))
                .build());

        assertThat(plan.asMap())
                .containsEntry("action", "ROLL_BACK")
                .containsEntry("changes", List.of("web: image registry/web:2 → registry/web:1"));
        assertThat(plan.lines().get(0))
                .isEqualTo("Plan: take back the deployment in progress of service web in cluster c1, to web:1");
    }

    @Test
    void whatCannotBePlannedFails() {
        planned(asItIs().service("wbe").build());

        assertThat(host.failure).hasMessageContaining("wbe");
    }

    @Test
    void troubleWithACallIsWaitedOut() {
        emulator.faults().throttle("DescribeTaskDefinition", 2).serverError("DescribeServices", 1, 503);

        assertThat(plan(image("registry/web:2").build()).problems()).isEmpty();
    }

    @Test
    void readingRightsAreEnough() {
        DocumentedPolicy.denyAllBut(DocumentedPolicy.actions("## IAM policies", "ecsDeploy", "Read"::equals), emulator);

        assertThat(plan(image("registry/web:2").build()).problems()).isEmpty();
        assertThat(DocumentedPolicy.denied(emulator)).isEmpty();
    }

    private void somebodyDeploys(String image) {
        emulator.registerTaskDefinition(WEB.replace("registry/web:1", image));
        try (var client = EmulatorClients.ecs(emulator)) {
            client.updateService(r -> r.cluster(CLUSTER).service("web").taskDefinition("web:2"));
        }
        emulator.clock().advance(Duration.ofSeconds(10));
    }

    private DeploymentPlan plan(DeployRequest request) {
        return planned(request).orElseThrow(() -> new AssertionError(host.failure));
    }

    private Optional<DeploymentPlan> planned(DeployRequest request) {
        return PlannedOnly.of(request, fresh(), host, runtime(), emulator, time);
    }

    private DeploymentRecord fresh() {
        return new DeploymentRecord(
                "web", CLUSTER, emulator.region(), time.now().toEpochMilli());
    }
}
