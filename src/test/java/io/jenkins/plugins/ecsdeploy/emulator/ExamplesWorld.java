package io.jenkins.plugins.ecsdeploy.emulator;

import java.util.Locale;

/**
 * What the teams of {@code examples/} have at AWS when they come: clusters of the names that {@code demo/examples.groovy} gives
 * to their targets, and services that run what the team has deployed last.
 */
public final class ExamplesWorld {
    /** The environments of the first team. Each has a user of its own, as it has an account at AWS. */
    public static final String[] ENVIRONMENTS = {"dev", "alpha", "stage", "prod"};

    private static final String SERVICES = """
            {
              "clusters": ["tags-dev", "tags-alpha", "tags-stage", "tags-prod",
                "staged-test", "staged-beta", "staged-staging", "staged-live",
                "cluster1", "cluster2", "taskdef-production", "traffic-codedeploy", "traffic-moved"],
              "taskDefinitions": [
                {"family": "service1", "containerDefinitions": [
                  {"name": "service1", "image": "registry.acme.com/service1:1", "memory": 512, "essential": true,
                   "portMappings": [{"containerPort": 8080}],
                   "environment": [{"name": "STAGE", "value": "new"}, {"name": "BUILD", "value": "1"}]}]},
                {"family": "cluster1-webapp1", "containerDefinitions": [
                  {"name": "webapp1", "image": "registry.acme.com/webapp1:40", "memory": 256, "essential": true,
                   "portMappings": [{"containerPort": 8080}]}]},
                {"family": "cluster2-webapp1", "containerDefinitions": [
                  {"name": "webapp1", "image": "registry.acme.com/webapp1:40", "memory": 256, "essential": true,
                   "portMappings": [{"containerPort": 8080}]}]},
                {"family": "cluster1-service1", "containerDefinitions": [
                  {"name": "service1", "image": "registry.acme.com/service1:17", "memory": 256, "essential": true}]},
                {"family": "my-app", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
                 "cpu": "256", "memory": "512",
                 "executionRoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
                 "containerDefinitions": [
                  {"name": "my-app", "image": "registry.acme.com/my-app:first", "essential": true,
                   "portMappings": [{"containerPort": 80, "protocol": "tcp"}],
                   "environment": [{"name": "LOG_LEVEL", "value": "info"}]}]},
                {"family": "backend", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
                 "cpu": "256", "memory": "512",
                 "executionRoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
                 "containerDefinitions": [
                  {"name": "backend", "image": "registry.acme.com/backend:first", "essential": true,
                   "portMappings": [{"containerPort": 3000, "protocol": "tcp"}]}]}
              ],
              "services": [
                {"name": "service1", "clusters": ["staged-test", "staged-beta", "staged-staging", "staged-live"],
                 "taskDefinition": "service1", "desiredCount": 2, "circuitBreaker": true},
                {"name": "webapp1", "clusters": ["cluster1"], "taskDefinition": "cluster1-webapp1",
                 "desiredCount": 2, "circuitBreaker": true},
                {"name": "webapp1", "clusters": ["cluster2"], "taskDefinition": "cluster2-webapp1",
                 "desiredCount": 2, "circuitBreaker": true},
                {"name": "service1", "clusters": ["cluster1"], "taskDefinition": "cluster1-service1",
                 "desiredCount": 2, "circuitBreaker": true},
                {"name": "my-app", "clusters": ["taskdef-production"], "taskDefinition": "my-app", "desiredCount": 2,
                 "blueGreen": {"application": "my-app", "group": "my-app-blue-green",
                   "autoRollback": ["DEPLOYMENT_FAILURE"], "terminationWaitMinutes": 1}},
                {"name": "backend", "clusters": ["traffic-codedeploy"], "taskDefinition": "backend", "desiredCount": 2,
                 "blueGreen": {"application": "backend", "group": "backend", "autoRollback": ["DEPLOYMENT_FAILURE"],
                   "readyWaitMinutes": 180, "terminationWaitMinutes": 5}},
                {"name": "backend", "clusters": ["traffic-moved"], "taskDefinition": "backend", "desiredCount": 2,
                 "deploymentConfiguration": {
                   "strategy": "BLUE_GREEN", "bakeTimeInMinutes": 5, "lifecycleHooks": [
                     {"targetType": "PAUSE", "lifecycleStages": ["POST_TEST_TRAFFIC_SHIFT"],
                      "timeoutConfiguration": {"timeoutInMinutes": 180, "action": "ROLLBACK"}}]}}
              ]
            }
            """;

    private ExamplesWorld() {}

    /** Adds it to what is there. */
    public static void build(EcsEmulator emulator) {
        DemoWorld.build(emulator, SERVICES);
        for (String environment : ENVIRONMENTS) {
            emulator.user("jenkins-" + environment, accessKeyId(environment), secretAccessKey(environment));
            String definition = emulator.registerTaskDefinition("""
                    {"family": "software-%1$s", "containerDefinitions": [
                      {"name": "software", "image": "%2$s:%1$s", "memory": 256, "essential": true}]}
                    """.formatted(environment, DemoRegistry.IMAGES.get(0)));
            emulator.service("tags-" + environment, "software", definition, 2).circuitBreaker(true);
        }
    }

    /** The key of the user whose credentials the target of an environment has. It opens nothing but the emulator. */
    public static String accessKeyId(String environment) {
        return ("AKIAEXAMPLE" + environment.toUpperCase(Locale.ROOT) + "0000000000").substring(0, 20);
    }

    public static String secretAccessKey(String environment) {
        return "emulator+secret+of+" + environment + "+environment";
    }
}
