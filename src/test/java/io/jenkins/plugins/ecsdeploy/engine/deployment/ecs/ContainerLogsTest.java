package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What failed containers wrote last, where it is asked for and may be read. */
class ContainerLogsTest extends DeploymentTestBase {
    private static final String AWSLOGS = "\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":{"
            + "\"awslogs-group\":\"/ecs/web\",\"awslogs-region\":\"eu-central-1\",\"awslogs-stream-prefix\":\"ecs\"}},";

    @BeforeEach
    void crashing() {
        web.circuitBreaker(true)
                .scene(Scene.crash(3)
                        .logging(IntStream.rangeClosed(1, 60)
                                .mapToObj(i -> "line " + i)
                                .toArray(String[]::new)));
    }

    @Test
    void theLast50AreKeptAndTheLastFewShown() throws Exception {
        failing(AWSLOGS);

        JsonNode log = logs().path(0);
        assertThat(logs()).hasSize(1);
        assertThat(log.path("container").asText()).isEqualTo("web");
        assertThat(log.path("logGroup").asText()).isEqualTo("/ecs/web");
        assertThat(log.path("logStream").asText()).matches("ecs/web/[0-9a-f]{32}");
        List<String> lines = log.path("lines").findValuesAsText("message");
        assertThat(lines).hasSize(50).startsWith("line 11").endsWith("line 60");
        Instant.parse(log.path("lines").path(0).path("time").asText());
        assertThat(host.log).contains("    | line 51", "    | line 60").doesNotContain("    | line 50");
    }

    @Test
    void withoutAPrefixTheStreamIsTheContainersId() throws Exception {
        failing(AWSLOGS.replace(",\"awslogs-stream-prefix\":\"ecs\"", ""));

        assertThat(logs().path(0).path("lines")).hasSize(50);
    }

    @Test
    void nothingIsReadUnlessItIsAskedFor() {
        deploy(document(WEB.replace("\"memory\"", AWSLOGS + "\"memory\"")).build());

        assertThat(host.failure).isNotNull();
        assertThat(calls("GetLogEvents")).isZero();
        assertThat(host.kept.toString()).doesNotContain("\"logs\"");
    }

    @Test
    void whatIsNotPermittedIsSaidInOneLine() throws Exception {
        emulator.faults().deny("GetLogEvents");

        failing(AWSLOGS);

        assertThat(host.log)
                .filteredOn(line -> line.contains("The log of container web is not shown: AccessDeniedException"))
                .hasSize(1);
        assertThat(logs().path(0).path("skipped").asText()).startsWith("AccessDeniedException");
        assertThat(host.failure).hasMessageContaining("rolled the service back");
    }

    @Test
    void anotherLogDriverIsSaid() throws Exception {
        failing("\"logConfiguration\":{\"logDriver\":\"json-file\"},");

        assertThat(logs().path(0).path("skipped").asText()).contains("json-file");
        assertThat(calls("GetLogEvents")).isZero();
    }

    /** The sidecar was stopped because of web, and says nothing about the reason. */
    @Test
    void onlyOfTheContainerAtFault() throws Exception {
        String side =
                ",{\"name\":\"side\",\"image\":\"registry/side:1\",\"essential\":true," + AWSLOGS + "\"memory\":128}]";
        failing(WEB.replace("\"memory\"", AWSLOGS + "\"memory\"").replace("}]", "}" + side), true);

        assertThat(logs()).hasSize(1);
        assertThat(logs().path(0).path("container").asText()).isEqualTo("web");
    }

    @Test
    void aContainerThatNeverRanHasNoLog() throws Exception {
        web.scene(Scene.imageMissing());

        failing(AWSLOGS);

        assertThat(logs()).isEmpty();
        assertThat(calls("GetLogEvents")).isZero();
        assertSaid("There are no logs of containers: no container of the stopped tasks has ever run");
    }

    @Test
    void withoutAStoppedTaskThereIsNoLog() throws Exception {
        web.alarms(true, "web-5xx").scene(Scene.alarm(Duration.ofSeconds(20), "web-5xx"));

        failing(AWSLOGS);

        assertThat(logs()).isEmpty();
        assertSaid("There are no logs of containers: no task of this deployment has stopped by itself");
    }

    @Test
    void escapeSequencesAreNotShown() {
        web.scene(Scene.crash().logging("\u001b[31mred\u001b[0m \u001b[8mhidden\u0007\ttab"));

        failing(AWSLOGS);

        assertThat(host.log).contains("    | red hidden\uFFFD tab");
    }

    @Test
    void longLinesAreCut() throws Exception {
        web.scene(Scene.crash().logging("x".repeat(20_000)));

        failing(AWSLOGS);

        assertThat(host.log).allMatch(line -> line.length() < 1000);
        assertThat(logs().at("/0/lines/0/message").asText()).hasSize(10_001);
    }

    /** In the log, and in the document. */
    private void assertSaid(String line) throws Exception {
        assertThat(host.log).contains("  " + line);
        JsonNode notes =
                Json.MAPPER.readTree(host.kept.get("ecs-deployment-web.json")).path("notes");
        assertThat(notes).extracting(JsonNode::asText).contains(line);
    }

    private void failing(String logConfiguration) {
        failing(WEB.replace("\"memory\"", logConfiguration + "\"memory\""), true);
    }

    private void failing(String document, boolean logs) {
        record.afterwards(logs, 0);
        deploy(document(document).build());
        assertThat(host.failure).isNotNull();
    }

    private JsonNode logs() throws Exception {
        return Json.MAPPER.readTree(host.kept.get("ecs-deployment-web.json")).path("logs");
    }
}
