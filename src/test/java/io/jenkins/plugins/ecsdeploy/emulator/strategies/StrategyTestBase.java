package io.jenkins.plugins.ecsdeploy.emulator.strategies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatorClients;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.RawCall;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * An emulator with the cluster c1 and the service web, which runs two tasks of web:1; there is web:2. New tasks come up
 * within a minute. Answers are read as they came: the SDK of the engine does not know all of them.
 */
abstract class StrategyTestBase {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    static final String WEB = "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
            + "\"image\":\"registry/web:1\",\"memory\":128,\"portMappings\":[{\"containerPort\":8080}]}]}";

    final EcsEmulator emulator = EcsEmulator.start();
    final EcsClient ecs = EmulatorClients.ecs(emulator);
    private final RawCall raw = new RawCall(emulator);
    final EmulatedService web;

    StrategyTestBase() {
        emulator.cluster("c1");
        emulator.registerTaskDefinition(WEB);
        emulator.registerTaskDefinition(WEB.replace("web:1", "web:2"));
        emulator.registerTaskDefinition(WEB.replace("web:1", "web:3"));
        web = emulator.service("c1", "web", "web:1", 2).scene(Scene.rollout(Duration.ofSeconds(60)));
    }

    @AfterEach
    void close() {
        ecs.close();
        emulator.close();
    }

    /** Moves the emulator's clock by that many seconds. */
    void pass(long seconds) {
        emulator.clock().advance(Duration.ofSeconds(seconds));
    }

    Service update(String taskDefinition) {
        return ecs.updateService(r -> r.cluster("c1").service("web").taskDefinition(taskDefinition))
                .service();
    }

    Service describe() {
        return ecs.describeServices(r -> r.cluster("c1").services("web"))
                .services()
                .get(0);
    }

    /** The answer's document, of a success or of an error. */
    JsonNode call(String action, ObjectNode body) {
        return read(raw.call(action, body.toString()).body());
    }

    /** "code: message" of the error that is answered, or "not refused". */
    String refused(String action, ObjectNode body) {
        JsonNode answer = call(action, body);
        return answer.has("__type")
                ? answer.path("__type").asText() + ": " + answer.path("message").asText()
                : "not refused";
    }

    String newest() {
        return web.deploymentArns().get(0);
    }

    /** The newest service deployment. */
    JsonNode deployment() {
        return deployment(newest());
    }

    JsonNode deployment(String arn) {
        ObjectNode body = Json.object();
        body.putArray("serviceDeploymentArns").add(arn);
        return call("DescribeServiceDeployments", body)
                .path("serviceDeployments")
                .path(0);
    }

    String status() {
        return deployment().path("status").asText();
    }

    String reason() {
        return deployment().path("statusReason").asText();
    }

    String stage() {
        return deployment().path("lifecycleStage").asText("none");
    }

    /** The share of production and of test traffic of the new revision: "10.0/100.0". */
    String green() {
        return weights(deployment().path("targetServiceRevision"));
    }

    /** The same of the revision that was there before. */
    String blue() {
        return weights(deployment().path("sourceServiceRevisions").path(0));
    }

    static String weights(JsonNode revision) {
        return revision.path("requestedProductionTrafficWeight").asText("none") + "/"
                + revision.path("requestedTestTrafficWeight").asText("none");
    }

    /** The hooks of the newest deployment. */
    JsonNode hooks() {
        return deployment().path("lifecycleHookDetails");
    }

    /** The hook that waits for an answer. */
    JsonNode awaited() {
        for (JsonNode hook : hooks()) {
            if (hook.path("status").asText().equals("AWAITING_ACTION")) {
                return hook;
            }
        }
        throw new AssertionError("no hook waits in " + deployment());
    }

    ObjectNode answer(JsonNode hook, String action) {
        return Json.object()
                .put("serviceDeploymentArn", newest())
                .put("hookId", hook.path("hookId").asText())
                .put("action", action);
    }

    void answer(String action) {
        call("ContinueServiceDeployment", answer(awaited(), action));
    }

    /** What was seen second by second, each once as long as it stays: "STAGE production/test". */
    List<String> watch(int seconds) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            pass(1);
            String now = stage() + " " + green();
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(now)) {
                seen.add(now);
            }
        }
        return seen;
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
