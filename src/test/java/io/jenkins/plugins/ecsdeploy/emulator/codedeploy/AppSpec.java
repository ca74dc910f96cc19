package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * An AppSpec file for ECS, JSON or YAML, its keys in any case. Source: "AppSpec 'resources' section" and "AppSpec
 * 'hooks' section" of the user guide.
 */
record AppSpec(JsonNode properties, Map<String, String> hooks) {
    /** "List of lifecycle event hooks for an Amazon ECS deployment". */
    private static final Set<String> HOOKS =
            Set.of("BeforeInstall", "AfterInstall", "AfterAllowTestTraffic", "BeforeAllowTraffic", "AfterAllowTraffic");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @throws AwsError InvalidRevisionException if it is none */
    static AppSpec parse(String content) {
        JsonNode document;
        try {
            document = MAPPER.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(content));
        } catch (YAMLException | IllegalArgumentException e) {
            throw invalid("The AppSpec file is neither well-formed JSON nor YAML.");
        }
        // JavaScript writes 0.0 as 0: GitHub's deploy action sends that.
        if (!document.isObject() || !member(document, "version").asText().matches("0(\\.0)?")) {
            throw invalid("The AppSpec file must have the version 0.0.");
        }
        JsonNode resources = member(document, "Resources");
        if (resources.size() != 1 || resources.path(0).size() != 1) {
            throw invalid("The AppSpec file must have exactly one resource.");
        }
        JsonNode resource = resources.path(0).elements().next();
        if (!member(resource, "Type").asText().equals("AWS::ECS::Service")) {
            throw invalid("The type of the resource must be AWS::ECS::Service.");
        }
        AppSpec spec = new AppSpec(member(resource, "Properties"), hooks(member(document, "Hooks")));
        spec.check();
        return spec;
    }

    private static Map<String, String> hooks(JsonNode list) {
        Map<String, String> result = new HashMap<>();
        for (JsonNode entry : list) {
            entry.properties().forEach(hook -> {
                if (!HOOKS.contains(hook.getKey()) || !hook.getValue().isTextual()) {
                    throw invalid("The AppSpec file has an invalid lifecycle event hook: " + hook.getKey());
                }
                result.put(hook.getKey(), hook.getValue().asText());
            });
        }
        return result;
    }

    private void check() {
        JsonNode balancer = member(properties, "LoadBalancerInfo");
        if (!taskDefinition().startsWith("arn:")) {
            throw invalid("The AppSpec file must name the ARN of a task definition.");
        }
        if (member(balancer, "ContainerName").asText().isEmpty()
                || !member(balancer, "ContainerPort").isIntegralNumber()) {
            throw invalid("The AppSpec file must have LoadBalancerInfo with ContainerName and ContainerPort.");
        }
    }

    String taskDefinition() {
        return member(properties, "TaskDefinition").asText();
    }

    /** The settings of the green task set: what the AppSpec says, else what the service is set to. */
    ObjectNode settings(ObjectNode service, String targetGroupArn, boolean fargate) {
        ObjectNode settings = service.deepCopy();
        JsonNode balancer = member(properties, "LoadBalancerInfo");
        settings.putArray("loadBalancers")
                .addObject()
                .put("targetGroupArn", targetGroupArn)
                .put("containerName", member(balancer, "ContainerName").asText())
                .put("containerPort", member(balancer, "ContainerPort").asInt());
        if (!member(properties, "PlatformVersion").isMissingNode()) {
            settings.put(
                    "platformVersion", member(properties, "PlatformVersion").asText());
        }
        JsonNode network = member(member(properties, "NetworkConfiguration"), "AwsvpcConfiguration");
        if (!network.isMissingNode()) {
            ObjectNode awsvpc = settings.putObject("networkConfiguration").putObject("awsvpcConfiguration");
            awsvpc.set("subnets", member(network, "Subnets"));
            awsvpc.set("securityGroups", member(network, "SecurityGroups"));
            awsvpc.put("assignPublicIp", member(network, "AssignPublicIp").asText("DISABLED"));
        }
        providers(settings, fargate);
        return settings;
    }

    /** Without a strategy of its own, the task set is one of a launch type: it does not get the service's. */
    private void providers(ObjectNode settings, boolean fargate) {
        JsonNode strategy = member(properties, "CapacityProviderStrategy");
        if (!strategy.isMissingNode()) {
            settings.remove("launchType");
            ArrayNode providers = settings.putArray("capacityProviderStrategy");
            for (JsonNode provider : strategy) {
                providers
                        .addObject()
                        .put(
                                "capacityProvider",
                                member(provider, "CapacityProvider").asText())
                        .put("weight", member(provider, "Weight").asInt())
                        .put("base", member(provider, "Base").asInt());
            }
        } else if (settings.remove("capacityProviderStrategy") != null) {
            settings.put("launchType", fargate ? "FARGATE" : "EC2");
        }
    }

    private static JsonNode member(JsonNode node, String name) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().equalsIgnoreCase(name) && !entry.getValue().isNull()) {
                return entry.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    private static AwsError invalid(String message) {
        return AwsError.of("InvalidRevisionException", message);
    }

    /** An AppSpec that says no more than it must, as JSON. */
    static String of(String taskDefinition, JsonNode balancer) {
        ObjectNode document = Json.object().put("version", 0.0);
        ObjectNode service = document.putArray("Resources").addObject().putObject("TargetService");
        ObjectNode properties = service.put("Type", "AWS::ECS::Service").putObject("Properties");
        properties.put("TaskDefinition", taskDefinition);
        properties
                .putObject("LoadBalancerInfo")
                .put("ContainerName", balancer.path("containerName").asText())
                .put("ContainerPort", balancer.path("containerPort").asInt());
        return document.toString();
    }
}
