package io.jenkins.plugins.ecsdeploy.emulator.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What RunTask refuses. Source: its API page; the wordings are plausible, not documented. */
final class RunTaskRules {
    /** RunTask, {@code startedBy}. */
    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9_/-]{1,128}");
    /** RunTask, {@code clientToken}: up to 64 characters in the range of 33 to 126. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,64}");
    /** RunTask, {@code overrides}: "A total of 8192 characters are allowed". */
    private static final int OVERRIDES = 8192;

    private static final int COUNT = 10;
    private static final int PROVIDERS = 20;

    private RunTaskRules() {}

    static void check(ObjectNode request, ObjectNode definition) {
        int count = request.path("count").asInt(1);
        require(count >= 1 && count <= COUNT, "count must be between 1 and 10.");
        require(
                !Json.has(request, "startedBy")
                        || STARTED_BY.matcher(Json.text(request, "startedBy")).matches(),
                "startedBy is not valid.");
        require(
                !Json.has(request, "clientToken")
                        || TOKEN.matcher(Json.text(request, "clientToken")).matches(),
                "clientToken is not valid.");
        JsonNode providers = request.path("capacityProviderStrategy");
        require(
                !Json.has(request, "launchType") || providers.isEmpty(),
                "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");
        require(providers.size() <= PROVIDERS, "A capacity provider strategy can have at most 20 providers.");
        require(
                !"SERVICE".equals(Json.text(request, "propagateTags")),
                "SERVICE is not a valid value for propagateTags when running a task.");
        network(request, definition);
        boolean fargate = "FARGATE".equals(Json.text(request, "launchType"));
        require(
                !fargate || Json.texts(definition, "compatibilities").contains("FARGATE"),
                "Task definition does not support launch_type FARGATE.");
        require(
                fargate || !providers.isEmpty() || !Json.has(request, "platformVersion"),
                "The platform version must be null when specifying an EC2 launch type.");
        overrides(request.path("overrides"), definition);
    }

    private static void network(ObjectNode request, ObjectNode definition) {
        boolean awsvpc = "awsvpc".equals(Json.text(definition, "networkMode"));
        boolean given = Json.has(request, "networkConfiguration");
        require(!awsvpc || given, "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        require(
                awsvpc || !given,
                "Network Configuration is not valid for the given networkMode of this task definition.");
    }

    private static void overrides(JsonNode overrides, ObjectNode definition) {
        require(
                !overrides.isObject() || overrides.toString().length() <= OVERRIDES,
                "Container Overrides length must be at most 8192");
        List<String> names = StreamSupport.stream(
                        definition.path("containerDefinitions").spliterator(), false)
                .map(container -> container.path("name").asText())
                .toList();
        for (JsonNode container : overrides.path("containerOverrides")) {
            String name = Json.text(container, "name");
            require(
                    names.contains(name),
                    "Override for container named " + name + " is not a container in the TaskDefinition.");
        }
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw AwsError.invalid(otherwise);
        }
    }
}
