package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of a failed deployment: everything that ECS tells, and no value of a container variable. */
class EvidenceTest extends DeploymentTestBase {
    @Test
    void holdsTheStoppedTasksByReason() throws Exception {
        web.circuitBreaker(true).scene(Scene.crash(3));

        deploy(image("registry/web:2").build());

        JsonNode tasks = evidence().path("stoppedTasks");
        assertThat(tasks.path("count").asInt()).isEqualTo(3);
        JsonNode group = tasks.path("byReason").path(0);
        assertThat(tasks.path("byReason")).hasSize(1);
        assertThat(group.path("reason").asText()).isEqualTo("Essential container in task exited");
        assertThat(group.path("stopCode").asText()).isEqualTo("EssentialContainerExited");
        assertThat(group.path("count").asInt()).isEqualTo(3);
        JsonNode task = group.path("tasks").path(0);
        assertThat(task.path("taskArn").asText()).contains(":task/c1/");
        assertThat(task.path("taskDefinitionArn").asText()).endsWith("web:2");
        JsonNode container = task.path("containers").path(0);
        assertThat(container.path("name").asText()).isEqualTo("web");
        assertThat(container.path("image").asText()).isEqualTo("registry/web:2");
        assertThat(container.path("exitCode").asInt()).isEqualTo(3);
    }

    @Test
    void holdsTheCircuitBreakerTheRollbackAndTheEvents() throws Exception {
        web.circuitBreaker(true).scene(Scene.crash());

        deploy(image("registry/web:2").build());

        JsonNode evidence = evidence();
        assertThat(evidence.path("failure").asText()).contains("circuit breaker");
        assertThat(evidence.path("status").asText()).isEqualTo("ROLLED_BACK");
        assertThat(evidence.path("outcome").asText()).isEqualTo(host.failure.getMessage());
        JsonNode deployment = evidence.path("deployment");
        assertThat(deployment.path("status").asText()).as("at the end").isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(deployment.path("circuitBreaker").path("status").asText()).isEqualTo("TRIGGERED");
        assertThat(deployment.path("circuitBreaker").path("failureCount").asInt())
                .isEqualTo(3);
        assertThat(deployment.path("circuitBreaker").path("threshold").asInt()).isEqualTo(3);
        assertThat(evidence.path("events").findValuesAsText("message"))
                .anyMatch(message -> message.contains("has reached a steady state"));
    }

    @Test
    void holdsAlarms() throws Exception {
        web.alarms(true, "web-5xx").scene(Scene.alarm(Duration.ofSeconds(20), "web-5xx"));

        deploy(image("registry/web:2").build());

        assertThat(evidence().at("/deployment/alarms/triggeredAlarmNames/0").asText())
                .isEqualTo("web-5xx");
    }

    @Test
    void holdsWhatTheLoadBalancerSaid() throws Exception {
        emulator.registerTaskDefinition(
                WEB.replace("\"memory\"", "\"portMappings\":[{\"containerPort\":80}],\"memory\""));
        web.loadBalancer("tg", "web", 80).circuitBreaker(true).scene(Scene.unhealthyTarget());

        deploy(revision("web:2").build());

        assertThat(evidence().path("healthEvents").findValuesAsText("message"))
                .anyMatch(message -> message.contains("Health checks failed with these codes: [502]"));
        assertThat(evidence().at("/stoppedTasks/byReason/0/reason").asText()).contains("failed ELB health checks");
    }

    /** Everything is counted, and the newest 20 are told in detail. */
    @Test
    void detailsOnlyTheNewestTasks() throws Exception {
        web.scene(Scene.crash().failingAfter(Duration.ofSeconds(5), Duration.ofSeconds(1)));

        deploy(image("registry/web:2").desiredCount(60).build());

        JsonNode tasks = evidence().path("stoppedTasks");
        assertThat(tasks.path("count").asInt()).isGreaterThan(20);
        assertThat(tasks.path("byReason").path(0).path("count").asInt())
                .isEqualTo(tasks.path("count").asInt());
        assertThat(tasks.findValue("tasks")).hasSize(20);
        assertThat(tasks.findValues("stoppedAt").stream().map(JsonNode::asText).toList())
                .isSortedAccordingTo((a, b) -> OffsetDateTime.parse(b).compareTo(OffsetDateTime.parse(a)));
    }

    @Test
    void aTimeoutShowsTheTasksThatCrash() throws Exception {
        // Too few to be called a failure before the time is over.
        web.scene(Scene.crash(3).failingAfter(Duration.ofMinutes(6), Duration.ofSeconds(1)));

        deploy(image("registry/web:2").timeout(Duration.ofMinutes(10)).build());

        assertThat(host.log).anyMatch(line -> line.contains("container web: exit code 3"));
        assertThat(evidence().path("failure").asText()).contains("did not end within 10 minutes");
    }

    @Test
    void theLogHasEachEventOnce() throws Exception {
        web.circuitBreaker(true).scene(Scene.crash(3));

        deploy(image("registry/web:2").build());

        assertEachEventOnce();
    }

    /** Those that came after the last look, too. */
    @Test
    void theLogHasEachEventOnceWhenTheTimeIsOver() throws Exception {
        web.scene(Scene.crash(3).failingAfter(Duration.ofSeconds(598), Duration.ofSeconds(1)));

        deploy(image("registry/web:2").timeout(Duration.ofMinutes(10)).build());

        assertEachEventOnce();
    }

    private void assertEachEventOnce() throws Exception {
        List<String> events = evidence().path("events").findValuesAsText("message");
        assertThat(events).hasSizeGreaterThan(1);
        assertThat(host.log)
                .filteredOn(line -> events.stream().anyMatch(line::contains))
                .hasSameSizeAs(events)
                .allMatch(line -> line.startsWith("  ECS: "));
    }

    @Test
    void timesHaveAZone() throws Exception {
        web.circuitBreaker(true).scene(Scene.crash());

        deploy(image("registry/web:2").build());

        JsonNode evidence = evidence();
        for (String key : new String[] {"startedAt", "deploymentBeganAt", "collectedAt", "endedAt"}) {
            assertThat(evidence.path(key).asText()).as(key).endsWith("Z");
            OffsetDateTime.parse(evidence.path(key).asText());
        }
        evidence.findValues("createdAt")
                .forEach(time -> assertThat(time.asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"));
    }

    @Test
    void holdsNoValuesOfVariables() {
        web.circuitBreaker(true).scene(Scene.crash());

        deploy(document(WEB.replace(
                        "\"memory\"", "\"environment\":[{\"name\":\"PASSWORD\",\"value\":\"hunter2\"}],\"memory\""))
                .build());

        assertThat(host.failure).hasMessageContaining("rolled the service back");
        assertThat(host.kept.toString()).contains("web:2").doesNotContain("hunter2", "PASSWORD");
    }

    @Test
    void saysWhatMayNotBeRead() throws Exception {
        web.circuitBreaker(true).scene(Scene.crash());
        emulator.faults().deny("ListTasks");

        deploy(image("registry/web:2").build());

        assertThat(evidence().path("notes").path(0).asText())
                .startsWith("Stopped tasks could not be read: AccessDenied");
    }

    @Test
    void theLogNamesTheDocument() {
        web.circuitBreaker(true).scene(Scene.crash());

        deploy(image("registry/web:2").build());

        assertThat(host.log)
                .filteredOn(line -> line.contains("ecs-deployment-web.json"))
                .hasSize(1);
    }

    @Test
    void aHostThatCannotKeepItHidesNothing() {
        web.circuitBreaker(true).scene(Scene.crash());
        host.kept = null;

        deploy(image("registry/web:2").build());

        assertThat(host.failure).hasMessageContaining("rolled the service back");
        assertThat(host.log).anyMatch(line -> line.contains("The evidence could not be kept"));
    }

    @Test
    void aSuccessKeepsNothing() {
        deploy(image("registry/web:2").build());

        assertThat(host.kept).isEmpty();
    }

    @Test
    void tasksAreDescribedByTheHundred() {
        EmulatedService many = emulator.service(CLUSTER, "many", "web:1", 230);
        many.scene(Scene.crash());
        record = new DeploymentRecord(
                "many", CLUSTER, emulator.region(), time.now().toEpochMilli());

        deploy(image("registry/web:2").service("many").build());

        assertThat(host.failure).hasMessageContaining("230 tasks failed one after another");
        assertThat(emulator.calls("DescribeTasks").stream()
                        .map(call -> call.request().path("tasks").size()))
                .containsExactly(100, 100, 30);
        assertThat(host.log).anyMatch(line -> line.contains("230 tasks stopped: "));
    }

    private JsonNode evidence() throws Exception {
        return Json.MAPPER.readTree(host.kept.get("ecs-deployment-web.json"));
    }
}
