package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** The service's own configuration decides how ECS deploys it; its stages and its traffic are told, each once. */
class StagesTest extends StrategyTestBase {
    @Test
    void aBlueGreenDeploymentIsFollowedToItsEnd() {
        web.blueGreen(Duration.ofMinutes(10));

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).isNull();
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("deploymentArn", web.deploymentArns().get(0));
        assertThat(host.log)
                .contains("Deploying shop:2 to service shop in cluster c1 by BLUE_GREEN, bake time 10 minutes"
                        + " (it runs shop:1)");
        assertThat(stages())
                .containsSubsequence("SCALE_UP", "BAKE_TIME", "CLEAN_UP")
                .doesNotHaveDuplicates();
    }

    @Test
    void theConfigurationIsNeverSent() {
        web.linear(20, 1).pause("POST_SCALE_UP", Duration.ofMinutes(3), "CONTINUE");
        String before = web.describe().replaceAll(".*\"deploymentConfiguration\":(.*?)\"lifecycleHooks\"", "");

        deploy(shop("registry/shop:2").build());

        assertThat(emulator.calls("UpdateService"))
                .hasSize(1)
                .allSatisfy(call -> assertThat(call.request().has("deploymentConfiguration"))
                        .isFalse());
        assertThat(web.describe()).contains("\"targetType\":\"PAUSE\"", "\"timeoutInMinutes\":3");
        assertThat(before).contains("\"targetType\":\"PAUSE\"");
    }

    @Test
    void eachStageIsToldOnceWithItsTimeAndThoseThatPassedUnseen() {
        web.blueGreen(Duration.ofMinutes(10));

        deploy(shop("registry/shop:2").build());

        assertThat(host.log)
                .filteredOn(line -> line.startsWith("  Stage "))
                .allSatisfy(line -> assertThat(line)
                        .containsPattern("^  Stage [A-Z_]+ since 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
        List<String> passed = host.log.stream()
                .filter(line -> line.contains("; passed before: "))
                .flatMap(line -> Pattern.compile(", ").splitAsStream(line.replaceFirst(".*before: ", "")))
                .toList();
        assertThat(passed).isNotEmpty().doesNotContainAnyElementsOf(stages()).doesNotHaveDuplicates();
        assertThat(passed.size() + stages().size())
                .as("all but RECONCILE_SERVICE and PRE_PRODUCTION_TRAFFIC_SHIFT")
                .isEqualTo(9);
    }

    /** Its name is read as a text, and it does not disturb the order of those that are known. */
    @Test
    void aStageOfALaterEcsIsToldToo() {
        StagesState state = new StagesState();
        StageProgress progress = new StageProgress(context(), state);

        for (String stage : List.of("SCALE_UP", "WARM_UP", "SCALE_UP", "BAKE_TIME")) {
            progress.show(ServiceDeployment.builder()
                    .status("IN_PROGRESS")
                    .lifecycleStage(stage)
                    .updatedAt(time.now())
                    .build());
        }

        assertThat(stages()).containsExactly("SCALE_UP", "WARM_UP", "BAKE_TIME");
        assertThat(state.stage).isEqualTo("BAKE_TIME");
    }

    /** An answer may be behind the one before. */
    @Test
    void anOlderAnswerIsNoWayBack() {
        StagesState state = new StagesState();
        StageProgress progress = new StageProgress(context(), state);

        for (String stage : List.of("PRODUCTION_TRAFFIC_SHIFT", "TEST_TRAFFIC_SHIFT")) {
            progress.show(ServiceDeployment.builder()
                    .status("IN_PROGRESS")
                    .lifecycleStage(stage)
                    .build());
        }

        assertThat(stages()).containsExactly("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(state.stage).isEqualTo("PRODUCTION_TRAFFIC_SHIFT");
    }

    @Test
    void theTrafficIsToldWhenItMoves() {
        web.canary(10, 5);

        deploy(shop("registry/shop:2").build());

        assertThat(host.log).anyMatch(line -> line.endsWith("0% of the production traffic, 0% of the test traffic"));
        assertThat(host.log)
                .containsOnlyOnce(
                        "  shop:2: 2 of 2 tasks running; 10% of the production traffic, 100% of the test traffic")
                .contains("  shop:2: 2 of 2 tasks running; 100% of the production traffic, 100% of the test traffic");
    }

    @Test
    void stepsAreTold() {
        web.linear(25, 2);

        deploy(shop("registry/shop:2").build());

        assertThat(host.log)
                .contains("Deploying shop:2 to service shop in cluster c1 by LINEAR, 25% every 2 minutes"
                        + " (it runs shop:1)");
        for (String percent : List.of("25%", "50%", "75%", "100%")) {
            assertThat(host.log).anyMatch(line -> line.contains("; " + percent + " of the production traffic"));
        }
    }

    @Test
    void theBakeTimeIsToldWithTheMinutesThatAreLeft() {
        web.blueGreen(Duration.ofMinutes(60));

        deploy(shop("registry/shop:2").build());

        List<String> lines = host.log.stream()
                .filter(line -> line.contains("in the bake time"))
                .toList();
        assertThat(lines.get(0)).contains("ECS keeps the old ones in the bake time, until 20", "(60 minutes left)");
        assertThat(lines).hasSizeBetween(5, 8);
    }

    @Test
    void alarmsAreTold() {
        web.blueGreen(Duration.ofMinutes(10))
                .alarms(true, "web-5xx")
                .scene(Scene.alarm(Duration.ofMinutes(5), "web-5xx").taking(Duration.ofMinutes(1)));

        deploy(shop("registry/shop:2").build());

        assertThat(host.log).containsOnlyOnce("  ECS watches the alarms web-5xx");
        assertThat(host.log).containsOnlyOnce("  Alarms have gone off: web-5xx");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(host.failure)
                .hasMessageContaining("alarm")
                .hasMessageContaining("ECS rolled the service back to shop:1");
    }

    @Test
    void aRollbackShowsAsSuchFirst() {
        web.blueGreen(Duration.ofMinutes(10))
                .alarms(true, "web-5xx")
                .scene(Scene.alarm(Duration.ofMinutes(5), "web-5xx").taking(Duration.ofMinutes(1)));

        deploy(shop("registry/shop:2").build());

        int back = index("  ECS rolls this deployment back since 20");
        assertThat(back).isPositive();
        assertThat(host.log.subList(0, back)).noneMatch(line -> line.startsWith("  Rollback: "));
        assertThat(host.log.subList(back, host.log.size())).noneMatch(line -> line.startsWith("  Stage "));
        assertThat(host.log).anyMatch(line -> line.matches("  Rollback: stage [A-Z_]+ since 20.*"));
    }

    @Test
    void liveIsWhenAllProductionTrafficHasMoved() {
        web.canary(10, 5).bake(Duration.ofMinutes(60));

        deploy(shop(WaitUntil.LIVE).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployment().path("lifecycleStage").asText()).isEqualTo("BAKE_TIME");
        assertThat((long) host.result.get("durationMillis"))
                .isBetween(
                        Duration.ofMinutes(7).toMillis(),
                        Duration.ofMinutes(7).plusSeconds(40).toMillis());
    }

    @Test
    void liveIsTheEndWhereNothingIsToBake() {
        web.blueGreen(Duration.ZERO);

        deploy(shop(WaitUntil.LIVE).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void aServiceWithoutTrafficPassesItsStages() {
        web.blueGreen(Duration.ofMinutes(5)).traffic().none();

        deploy(shop(WaitUntil.LIVE).build());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(deployment().path("lifecycleStage").asText()).isEqualTo("BAKE_TIME");
        assertThat(host.log).noneMatch(line -> line.contains("of the production traffic,"));
    }

    /** The circuit breaker is for rolling deployments; others would start failing tasks for a day. */
    @Test
    void crashingTasksAreCountedByUs() {
        web.blueGreen(Duration.ofMinutes(10)).circuitBreaker(true).scene(Scene.crash());

        deploy(shop("registry/shop:2").build());

        assertThat(host.failure).hasMessageContaining("tasks failed one after another");
        assertThat(record.status()).isEqualTo(Status.ROLLED_BACK);
        assertThat(calls("StopServiceDeployment")).isEqualTo(1);
        assertThat((long) Duration.between(java.time.Instant.ofEpochMilli(record.startedMillis()), time.now())
                        .toMinutes())
                .isLessThan(15);
    }

    private int index(String start) {
        for (int i = 0; i < host.log.size(); i++) {
            if (host.log.get(i).startsWith(start)) {
                return i;
            }
        }
        return -1;
    }

    private List<String> stages() {
        return host.log.stream()
                .filter(line -> line.startsWith("  Stage "))
                .map(line -> line.split(" ")[3])
                .toList();
    }
}
