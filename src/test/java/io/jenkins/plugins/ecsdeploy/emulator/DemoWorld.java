package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.codedeploy.EmulatedGroup;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.EmulatedTasks;
import io.jenkins.plugins.ecsdeploy.emulator.tasks.TaskScene;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fills an emulator for playing: from a document with clusters, taskDefinitions and services; each service is there
 * in each of its clusters.
 */
public final class DemoWorld {
    /** Words in an image's tag that decide what its deployment plays. */
    private static final Map<String, Scene> TAGS = new LinkedHashMap<>();

    static {
        Duration attempt = Duration.ofSeconds(8);
        Duration retry = Duration.ofSeconds(2);
        Duration rollout = Duration.ofSeconds(25);
        TAGS.put("crash", Scene.crash().taking(rollout).failingAfter(attempt, retry));
        TAGS.put("oom", Scene.outOfMemory().taking(rollout).failingAfter(attempt, retry));
        TAGS.put("missing", Scene.imageMissing().taking(rollout).failingAfter(attempt, retry));
        TAGS.put("unhealthy", Scene.unhealthyContainer().taking(rollout).failingAfter(attempt, retry));
        TAGS.put("badtarget", Scene.unhealthyTarget().taking(rollout).failingAfter(attempt, retry));
        TAGS.put("flaky", Scene.crash().times(1).taking(rollout).failingAfter(attempt, retry));
        TAGS.put("alarm", Scene.alarm(Duration.ofSeconds(15)));
        TAGS.put("slow", Scene.rollout(Duration.ofMinutes(5)));
        TAGS.put("hang", Scene.never());
    }

    /**
     * Three targets with the same services: three with circuit breaker and rollback, one that CodeDeploy deploys to, two
     * that ECS deploys by strategies other than rolling. One has a service whose image is named by the tag of its target.
     */
    private static final String DEFAULT = """
            {
              "clusters": ["dev", "beta", "live"],
              "taskDefinitions": [
                {"family": "web", "containerDefinitions": [
                  {"name": "web", "image": "registry.example.com/web:89", "memory": 512,
                   "portMappings": [{"containerPort": 8080}],
                   "environment": [{"name": "LOG_LEVEL", "value": "info"}],
                   "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost:8080/health || exit 1"]}},
                  {"name": "sidecar", "image": "registry.example.com/sidecar:7", "memory": 64, "essential": false}]},
                {"family": "api", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
                 "cpu": "512", "memory": "1024",
                 "executionRoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
                 "containerDefinitions": [
                  {"name": "api", "image": "registry.example.com/api:41", "portMappings": [{"containerPort": 9000}],
                   "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/api",
                     "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "api"}},
                   "secrets": [{"name": "DB_PASSWORD", "valueFrom":
                     "arn:aws:secretsmanager:eu-central-1:123456789012:secret:api-db"}]}]},
                {"family": "worker", "containerDefinitions": [
                  {"name": "worker", "image": "registry.example.com/worker:12", "memory": 256,
                   "command": ["run", "--queue", "jobs"]}]},
                {"family": "shop", "containerDefinitions": [
                  {"name": "shop", "image": "registry.example.com/shop:230", "memory": 512,
                   "portMappings": [{"containerPort": 8080}]}]},
                {"family": "checkout", "containerDefinitions": [
                  {"name": "checkout", "image": "registry.example.com/checkout:7", "memory": 512,
                   "portMappings": [{"containerPort": 8080}]}]},
                {"family": "orders", "containerDefinitions": [
                  {"name": "orders", "image": "registry.example.com/orders:18", "memory": 512,
                   "portMappings": [{"containerPort": 8080}]}]},
                {"family": "search", "containerDefinitions": [
                  {"name": "search", "image": "registry.example.com/search:54", "memory": 512,
                   "portMappings": [{"containerPort": 9200}]}]},
                {"family": "software", "containerDefinitions": [
                  {"name": "software", "image": "registry.example.com/library/software:dev", "memory": 256}]}
              ],
              "services": [
                {"name": "web", "clusters": ["dev", "beta", "live"], "taskDefinition": "web", "desiredCount": 3,
                 "circuitBreaker": true, "alarms": ["web-5xx"]},
                {"name": "api", "clusters": ["dev", "beta", "live"], "taskDefinition": "api", "desiredCount": 2,
                 "circuitBreaker": true},
                {"name": "worker", "clusters": ["dev", "beta", "live"], "taskDefinition": "worker", "desiredCount": 1,
                 "circuitBreaker": true},
                {"name": "shop", "clusters": ["dev", "beta", "live"], "taskDefinition": "shop", "desiredCount": 4},
                {"name": "software", "clusters": ["dev"], "taskDefinition": "software", "desiredCount": 2,
                 "circuitBreaker": true},
                {"name": "checkout", "clusters": ["dev", "beta"], "taskDefinition": "checkout", "desiredCount": 2,
                 "alarms": ["checkout-5xx"], "blueGreen": {
                   "autoRollback": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
                   "terminationWaitMinutes": 1}},
                {"name": "checkout", "clusters": ["live"], "taskDefinition": "checkout", "desiredCount": 2,
                 "alarms": ["checkout-5xx"], "blueGreen": {
                   "config": "CodeDeployDefault.ECSCanary10Percent5Minutes",
                   "autoRollback": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"],
                   "readyWaitMinutes": 180, "terminationWaitMinutes": 5}},
                {"name": "orders", "clusters": ["dev", "beta", "live"], "taskDefinition": "orders", "desiredCount": 2,
                 "deploymentConfiguration": {
                   "strategy": "BLUE_GREEN", "bakeTimeInMinutes": 1, "lifecycleHooks": [
                     {"targetType": "PAUSE", "lifecycleStages": ["POST_TEST_TRAFFIC_SHIFT"],
                      "timeoutConfiguration": {"timeoutInMinutes": 60, "action": "ROLLBACK"}}]}},
                {"name": "search", "clusters": ["dev", "beta", "live"], "taskDefinition": "search", "desiredCount": 2,
                 "alarms": ["search-5xx"], "deploymentConfiguration": {
                   "strategy": "CANARY", "bakeTimeInMinutes": 1,
                   "canaryConfiguration": {"canaryPercent": 10.0, "canaryBakeTimeInMinutes": 1}}}
              ]
            }
            """;

    private DemoWorld() {}

    /** Builds the world that the demo of the plugin plays in. */
    public static void build(EcsEmulator emulator) {
        emulator.role("deploy");
        emulator.references().role("ecsTaskExecutionRole");
        emulator.references().logGroup("/ecs/api");
        emulator.references().secret("api-db");
        build(emulator, DEFAULT);
        ExamplesWorld.build(emulator);
    }

    /**
     * Builds the world that a document describes.
     *
     * @throws IllegalArgumentException if the document is not JSON, or ECS would refuse a part of it
     */
    public static void build(EcsEmulator emulator, String document) {
        ObjectNode world;
        try {
            world = Json.parse(document);
        } catch (AwsError e) {
            throw new IllegalArgumentException("The world of the emulator is not a JSON object.", e);
        }
        emulator.defaultScene(Scene.rollout(Duration.ofSeconds(25)));
        TAGS.forEach((word, scene) -> emulator.imageScene(image -> tag(image).contains(word), scene));
        tasks(emulator.tasks());
        world.path("clusters").forEach(cluster -> emulator.cluster(cluster.asText()));
        world.path("taskDefinitions").forEach(definition -> emulator.registerTaskDefinition(definition.toString()));
        for (JsonNode service : world.path("services")) {
            for (String cluster : Json.texts(service, "clusters")) {
                place(emulator, cluster, service);
            }
        }
    }

    /** Tasks that are run by themselves: a migration of twenty seconds, or what the image's tag says. */
    private static void tasks(EmulatedTasks tasks) {
        TaskScene migration = TaskScene.succeeds()
                .startingAfter(Duration.ofSeconds(6))
                .running(Duration.ofSeconds(20))
                .cleanedUpAfter(Duration.ofSeconds(6))
                .logging(
                        "Connecting to the database",
                        "== 20260115 AddPrices: migrating",
                        "-- add_column(:articles, :price)",
                        "== 20260115 AddPrices: migrated",
                        "Done");
        tasks.scene(migration);
        tasks.image(image -> tag(image).contains("hang"), migration.running(null));
        tasks.image(
                image -> tag(image).contains("crash"),
                TaskScene.exits(1)
                        .startingAfter(Duration.ofSeconds(6))
                        .running(Duration.ofSeconds(8))
                        .cleanedUpAfter(Duration.ofSeconds(6))
                        .logging("Connecting to the database", "no such table: articles"));
        tasks.image(
                image -> tag(image).contains("missing"),
                TaskScene.failsToStart(
                        "CannotPullContainerError: pull image manifest has been retried 5 time(s): not found"));
    }

    private static void place(EcsEmulator emulator, String cluster, JsonNode service) {
        String name = service.path("name").asText();
        String definition = service.path("taskDefinition").asText();
        int tasks = service.path("desiredCount").asInt(1);
        String[] alarms = Json.texts(service, "alarms").toArray(new String[0]);
        if (service.has("blueGreen")) {
            JsonNode settings = service.path("blueGreen");
            EmulatedService placed = settings.has("group")
                    ? emulator.service(cluster, name, definition, tasks)
                            .blueGreen(
                                    settings.path("application").asText(),
                                    settings.path("group").asText())
                    : emulator.blueGreenService(cluster, name, definition, tasks);
            set(placed.group().alarms(alarms), settings);
            return;
        }
        EmulatedService placed = emulator.service(cluster, name, definition, tasks);
        if (service.has("circuitBreaker")) {
            placed.circuitBreaker(service.path("circuitBreaker").asBoolean());
        }
        if (service.has("alarms")) {
            placed.alarms(true, alarms);
        }
        if (service.has("deploymentConfiguration")) {
            placed.traffic().balanced();
            placed.deploymentConfiguration(
                    service.path("deploymentConfiguration").toString());
        }
    }

    private static void set(EmulatedGroup group, JsonNode settings) {
        group.autoRollback(Json.texts(settings, "autoRollback").toArray(new String[0]));
        group.terminationWait(
                Duration.ofMinutes(settings.path("terminationWaitMinutes").asInt()));
        if (settings.has("config")) {
            group.config(settings.path("config").asText());
        }
        if (settings.has("readyWaitMinutes")) {
            group.readyWait(Duration.ofMinutes(settings.path("readyWaitMinutes").asInt()), true);
        }
    }

    /** What follows the image's name: tag and digest. */
    private static String tag(String image) {
        int colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        return colon < 0 ? "" : image.substring(colon + 1);
    }
}
