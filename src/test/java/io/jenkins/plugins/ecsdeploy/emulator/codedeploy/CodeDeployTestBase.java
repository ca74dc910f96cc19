package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator;
import io.jenkins.plugins.ecsdeploy.emulator.EmulatedService;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.RawCall;
import io.jenkins.plugins.ecsdeploy.emulator.Scene;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** An emulator with the cluster c1 and the blue/green service web, which runs two tasks of web:1; there is web:2. */
abstract class CodeDeployTestBase {
    static final String APPLICATION = "AppECS-c1-web";
    static final String GROUP = "DgpECS-c1-web";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String WEB = "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
            + "\"image\":\"registry/web:1\",\"memory\":128,\"portMappings\":[{\"containerPort\":8080}]}]}";

    final EcsEmulator emulator = EcsEmulator.start();
    private final RawCall raw = new RawCall(emulator);
    final EmulatedService web;

    CodeDeployTestBase() {
        emulator.cluster("c1");
        emulator.registerTaskDefinition(WEB);
        emulator.registerTaskDefinition(WEB.replace("web:1", "web:2"));
        web = emulator.blueGreenService("c1", "web", "web:1", 2).scene(Scene.rollout(Duration.ofSeconds(60)));
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    /** Moves the emulator's clock by that many seconds. */
    void pass(long seconds) {
        emulator.clock().advance(Duration.ofSeconds(seconds));
    }

    /** The answer's document, of a success or of an error. */
    JsonNode call(String action, String body) {
        return read(raw.codeDeploy(action, body).body());
    }

    JsonNode call(String action, ObjectNode body) {
        return call(action, body.toString());
    }

    /** The code of the error that is answered, or null for success. */
    String refused(String action, ObjectNode body) {
        return call(action, body).path("__type").asText(null);
    }

    static ObjectNode named() {
        return Json.object().put("applicationName", APPLICATION).put("deploymentGroupName", GROUP);
    }

    static ObjectNode id(String deployment) {
        return Json.object().put("deploymentId", deployment);
    }

    /** A request to deploy web:2. */
    ObjectNode request() {
        return request("");
    }

    /** A request to deploy web:2, with what else the AppSpec is to have (in YAML). */
    ObjectNode request(String more) {
        String arn = Json.text(read(emulator.taskDefinition("web:2")), "taskDefinitionArn");
        return with(named(), """
                version: 0.0
                Resources:
                  - TargetService:
                      Type: AWS::ECS::Service
                      Properties:
                        TaskDefinition: %s
                        LoadBalancerInfo: {ContainerName: web, ContainerPort: 8080}
                %s
                """.formatted(arn, more));
    }

    static ObjectNode with(ObjectNode request, String content) {
        request.putObject("revision")
                .put("revisionType", "AppSpecContent")
                .putObject("appSpecContent")
                .put("content", content);
        return request;
    }

    /** Begins a deployment of web:2; answers its id. */
    String deploy() {
        return deploy(request());
    }

    String deploy(ObjectNode request) {
        return call("CreateDeployment", request).path("deploymentId").asText();
    }

    JsonNode deployment(String id) {
        return call("GetDeployment", id(id)).path("deploymentInfo");
    }

    String status(String id) {
        return deployment(id).path("status").asText();
    }

    JsonNode target(String id) {
        return call("GetDeploymentTarget", id(id).put("targetId", "c1:web")).at("/deploymentTarget/ecsTarget");
    }

    /** The status of a lifecycle event. */
    String event(String id, String name) {
        return eventOf(id, name).path("status").asText();
    }

    JsonNode eventOf(String id, String name) {
        for (JsonNode event : target(id).path("lifecycleEvents")) {
            if (event.path("lifecycleEventName").asText().equals(name)) {
                return event;
            }
        }
        throw new AssertionError("no event " + name);
    }

    /** The share of production traffic on Blue or Green. */
    double weight(String id, String label) {
        return set(id, label).path("trafficWeight").asDouble(-1);
    }

    JsonNode set(String id, String label) {
        for (JsonNode set : target(id).path("taskSetsInfo")) {
            if (set.path("taskSetLabel").asText().equals(label)) {
                return set;
            }
        }
        return Json.object();
    }

    /** The service as DescribeServices shows it. */
    JsonNode service() {
        return read(web.describe());
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
