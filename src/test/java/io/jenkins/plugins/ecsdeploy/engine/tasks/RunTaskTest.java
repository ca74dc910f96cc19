package io.jenkins.plugins.ecsdeploy.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A task that runs well, and what ECS is asked for. */
class RunTaskTest extends TaskTestBase {
    @Test
    void succeedsWithTheExitCodesAndTheLog() {
        emulator.tasks().scene(TaskScene.succeeds().logging("one", "two", "three"));

        run(web().command("bin/migrate"));

        assertThat(host.failure).isNull();
        assertThat(host.result)
                .containsEntry("status", "SUCCESSFUL")
                .containsEntry("exitCodes", Map.of("web", 0))
                .containsEntry("taskArn", emulator.tasks().started().get(0))
                .containsKey("durationMillis");
        assertThat((String) host.result.get("taskDefinitionArn")).endsWith("task-definition/web:1");
        assertThat(host.lines()).containsExactly("web | one", "web | two", "web | three");
        assertThat(host.log.get(0)).isEqualTo("Running web:1 in cluster c1, on FARGATE, as service web");
    }

    @Test
    @SuppressWarnings("unchecked")
    void saysWhereTheLogIs() {
        emulator.tasks().scene(TaskScene.succeeds().logging("one"));

        run(web());

        Map<String, Object> task = ((List<Map<String, Object>>) host.result.get("tasks")).get(0);
        String id = ((String) task.get("taskArn")).replaceFirst(".*/", "");
        assertThat(task.get("logs"))
                .isEqualTo(List.of(Map.of(
                        "container",
                        "web",
                        "region",
                        "eu-central-1",
                        "logGroup",
                        "/ecs/web",
                        "logStream",
                        "p/web/" + id)));
        assertThat(task).containsEntry("durationMillis", 42_000L).containsEntry("stopCode", "EssentialContainerExited");
    }

    @Test
    void runsWhereTheServiceRuns() {
        run(web());

        JsonNode request = emulator.calls("RunTask").get(0).request();
        assertThat(request.path("launchType").asText()).isEqualTo("FARGATE");
        assertThat(request.at("/networkConfiguration/awsvpcConfiguration/subnets/0")
                        .asText())
                .startsWith("subnet-");
        assertThat(request.at("/networkConfiguration/awsvpcConfiguration/securityGroups/0")
                        .asText())
                .startsWith("sg-");
        assertThat(request.path("taskDefinition").asText()).endsWith("task-definition/web:1");
        assertThat(request.path("startedBy").asText()).matches("team/web-42/[0-9a-f]{32}");
        assertThat(request.path("clientToken").asText()).hasSizeBetween(33, 64);
        assertThat(request.has("overrides")).isFalse();
    }

    @Test
    void whatIsGivenGoesBeforeTheService() {
        run(web().placement(Map.of(
                "capacityProviderStrategy",
                List.of(Map.of("capacityProvider", "FARGATE_SPOT", "weight", 1)),
                "subnets",
                List.of("subnet-1"),
                "assignPublicIp",
                true)));

        JsonNode request = emulator.calls("RunTask").get(0).request();
        assertThat(request.has("launchType")).isFalse();
        assertThat(request.at("/capacityProviderStrategy/0/capacityProvider").asText())
                .isEqualTo("FARGATE_SPOT");
        JsonNode network = request.at("/networkConfiguration/awsvpcConfiguration");
        assertThat(network.path("subnets").toString()).isEqualTo("[\"subnet-1\"]");
        assertThat(network.path("assignPublicIp").asText()).isEqualTo("ENABLED");
        assertThat(network.path("securityGroups").size()).as("the service's").isEqualTo(1);
    }

    @Test
    void needsNoService() {
        run(web().withoutService()
                .revision("web")
                .placement(
                        Map.of("launchType", "FARGATE", "subnets", List.of("subnet-1"), "platformVersion", "1.4.0")));

        assertThat(host.result).containsEntry("status", "SUCCESSFUL").doesNotContainKey("service");
        JsonNode request = emulator.calls("RunTask").get(0).request();
        assertThat(request.path("taskDefinition").asText())
                .as("not the family alone")
                .endsWith("/web:1");
        assertThat(request.path("platformVersion").asText()).isEqualTo("1.4.0");
    }

    @Test
    void registersANewDefinitionOnce() {
        String two = WEB.replace("registry/web:1", "registry/web:2");

        run(web().definition(two));
        host = new TaskTestHost(host.ecs);
        run(web().definition(two));

        assertThat(done("RegisterTaskDefinition")).isEqualTo(1);
        assertThat(emulator.tasks().describe(emulator.tasks().started().get(1))).contains("web:2");
    }

    @Test
    void sendsOverridesAndTags() {
        run(web().overrides(Map.of(
                        "command", List.of("bin/migrate", 3),
                        "environment", Map.of("web", Map.of("DRY_RUN", false)),
                        "cpu", 512,
                        "overrides", Map.of("ephemeralStorage", Map.of("sizeInGiB", 50))))
                .tags(Map.of("team", "shop")));

        JsonNode request = emulator.calls("RunTask").get(0).request();
        assertThat(request.path("overrides").toString())
                .isEqualTo("{\"ephemeralStorage\":{\"sizeInGiB\":50},\"cpu\":\"512\",\"containerOverrides\":[{\"name\":"
                        + "\"web\",\"command\":[\"bin/migrate\",\"3\"],\"environment\":[{\"name\":\"DRY_RUN\",\"value\":"
                        + "\"false\"}]}]}");
        assertThat(request.path("tags").toString()).isEqualTo("[{\"key\":\"team\",\"value\":\"shop\"}]");
    }

    @Test
    void severalTasksEachHaveTheirLog() {
        emulator.tasks().scene(TaskScene.succeeds().logging("hello"));

        run(web().count(3));

        assertThat((List<?>) host.result.get("tasks")).hasSize(3);
        assertThat(host.lines()).hasSize(3).allMatch(line -> line.matches("[0-9a-f]{8} web \\| hello"));
        assertThat(done("RunTask")).isEqualTo(1);
    }

    @Test
    void oneThatNobodyWaitsForHasStarted() {
        emulator.tasks().scene(TaskScene.never());

        run(web().dontWait());

        assertThat(host.result).containsEntry("status", "STARTED").containsKey("taskArn");
        assertThat(done("StopTask")).isZero();
    }

    @Test
    void aTaskThatIsOverBeforeItIsSeenRunningIsFine() {
        emulator.tasks()
                .scene(TaskScene.succeeds()
                        .startingAfter(Duration.ofMillis(200))
                        .running(Duration.ofMillis(100))
                        .cleanedUpAfter(Duration.ofMillis(100))
                        .logging("quick"));

        run(web());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(host.lines()).containsExactly("web | quick");
    }

    @Test
    void oneThatEcsDoesNotShowAtOnceIsWaitedFor() {
        emulator.tasks().scene(TaskScene.succeeds().hiddenFor(Duration.ofSeconds(20)));

        run(web());

        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
    }

    @Test
    void aContainerThatIsNotEssentialMayDecide() {
        emulator.registerTaskDefinition(WEB.replace(
                "\"containerDefinitions\":[",
                "\"containerDefinitions\":[{\"name\":\"migrate\",\"image\":\"m\",\"essential\":false},"));
        emulator.tasks().scene(TaskScene.never().endsEarly("migrate", Duration.ofSeconds(20), 0));

        run(web().revision("web:2").overrides(Map.of("container", "migrate")));

        assertThat(host.failure).isNull();
        assertThat(host.result).containsEntry("status", "SUCCESSFUL");
        assertThat(done("StopTask")).isEqualTo(1);
    }

    @Test
    void holdsNoThreadAndAsksSeldom() {
        emulator.tasks().scene(TaskScene.succeeds().running(Duration.ofMinutes(5)));

        run(web());

        // A waiter of the SDK makes 53: every 6 seconds.
        assertThat(emulator.calls("DescribeTasks").size()).isLessThan(85);
        assertThat(emulator.calls("GetLogEvents").size()).isLessThan(40);
    }
}
