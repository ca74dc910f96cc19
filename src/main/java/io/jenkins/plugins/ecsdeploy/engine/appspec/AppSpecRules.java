package io.jenkins.plugins.ecsdeploy.engine.appspec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What CodeDeploy would refuse of an AppSpec, or what would fail only an hour later (user guide, "AppSpec 'resources'
 * section"). What is not known here is left to CodeDeploy.
 */
final class AppSpecRules {
    static final BigDecimal VERSION = new BigDecimal("0.0");
    static final String TYPE = "AWS::ECS::Service";

    /** User guide, "AppSpec 'hooks' section for an Amazon ECS deployment". */
    private static final List<String> HOOKS = List.of(
            "BeforeInstall", "AfterInstall", "AfterAllowTestTraffic", "BeforeAllowTraffic", "AfterAllowTraffic");

    private static final List<String> NETWORK = List.of("Subnets", "SecurityGroups", "AssignPublicIp");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private AppSpecRules() {}

    /** The document, when it is an AppSpec for one service of ECS. */
    static ObjectNode checked(String place, JsonNode tree) {
        if (!tree.isObject()) {
            throw new EngineException(
                    place + " is " + Json.kind(tree) + "; an AppSpec is an object with version and Resources");
        }
        JsonNode version = AnyCase.get(place, tree, AppSpec.VERSION);
        if (isThere(version) && !isZero(version)) {
            throw new EngineException(
                    place + ": version is " + version + "; CodeDeploy knows version 0.0 only. Write version: 0.0");
        }
        JsonNode resources = member(place, tree, "Resources", "a list with one TargetService");
        if (!resources.isArray() || resources.size() != 1) {
            throw new EngineException(place + ": Resources "
                    + (resources.isArray() ? "has " + resources.size() + " entries" : "is " + Json.kind(resources))
                    + "; a deployment to ECS is of one service. Write a list with one entry, - TargetService:");
        }
        if (resources.get(0).size() > 1) {
            throw new EngineException(place + ": Resources[0] has "
                    + String.join(" and ", AnyCase.keys(resources.get(0)))
                    + "; a deployment to ECS is of one service. Leave " + AppSpec.TARGET_SERVICE + " alone there");
        }
        service(place + ": Resources[0]", resources.get(0));
        hooks(place + ": Hooks", AnyCase.get(place, tree, "Hooks"));
        return (ObjectNode) tree;
    }

    private static void hooks(String place, JsonNode hooks) {
        if (hooks.isMissingNode() || hooks.isNull()) {
            return;
        }
        if (!hooks.isArray()) {
            throw new EngineException(place + " is " + Json.kind(hooks)
                    + "; write a list of entries such as - BeforeAllowTraffic: name-of-a-function");
        }
        hooks.forEach(entry -> AnyCase.keys(entry).stream()
                .filter(event -> HOOKS.stream().noneMatch(event::equalsIgnoreCase))
                .forEach(event -> {
                    throw new EngineException(place + " has '" + event + "'" + Nearest.hint(event, HOOKS)
                            + "; CodeDeploy runs hooks of a deployment to ECS at " + String.join(", ", HOOKS));
                }));
    }

    private static void service(String place, JsonNode resource) {
        JsonNode service = object(place, resource, AppSpec.TARGET_SERVICE, "with Type and Properties");
        String in = place + "." + AppSpec.TARGET_SERVICE;
        JsonNode type = AnyCase.get(in, service, AppSpec.TYPE);
        if (isThere(type) && !TYPE.equals(type.asText())) {
            throw new EngineException(in + ".Type is " + type + "; a service of ECS needs \"" + TYPE + "\"");
        }
        JsonNode properties = object(in, service, AppSpec.PROPERTIES, "with TaskDefinition and LoadBalancerInfo");
        String of = in + "." + AppSpec.PROPERTIES;
        AnyCase.key(of, properties, AppSpec.TASK_DEFINITION);
        JsonNode balancer = object(of, properties, AppSpec.LOAD_BALANCER, "with ContainerName and ContainerPort");
        member(of + "." + AppSpec.LOAD_BALANCER, balancer, "ContainerName", "a text");
        member(of + "." + AppSpec.LOAD_BALANCER, balancer, AppSpec.CONTAINER_PORT, "a number");
        port(of, balancer);
        network(of, AnyCase.get(of, properties, "NetworkConfiguration"));
    }

    /** The port of the container behind the load balancer. */
    static int port(String of, JsonNode balancer) {
        JsonNode port = AnyCase.get(of, balancer, AppSpec.CONTAINER_PORT);
        if (!PORT.matcher(port.asText()).matches()) {
            throw new EngineException(of + "." + AppSpec.LOAD_BALANCER + "." + AppSpec.CONTAINER_PORT + " is " + port
                    + "; it has to be a number, such as 8080");
        }
        return Integer.parseInt(port.asText());
    }

    /** "All or none of the settings under NetworkConfiguration must be specified." */
    private static void network(String of, JsonNode network) {
        String in = of + ".NetworkConfiguration.AwsvpcConfiguration";
        JsonNode awsvpc = AnyCase.get(in, network, "AwsvpcConfiguration");
        if (!isThere(awsvpc)) {
            return;
        }
        NETWORK.stream()
                .filter(setting -> !isThere(AnyCase.get(in, awsvpc, setting)))
                .findFirst()
                .ifPresent(missing -> {
                    throw new EngineException(
                            in + " has no " + missing + "; CodeDeploy takes Subnets, SecurityGroups and"
                                    + " AssignPublicIp together. Write down all of them, or none to leave the network as it is");
                });
    }

    static boolean isThere(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    /** That the container behind the load balancer is one of the definition, and listens on that port. */
    static void check(String place, JsonNode properties, TaskDefinition definition) {
        JsonNode balancer = AnyCase.get(place, properties, "LoadBalancerInfo");
        String name = AnyCase.get(place, balancer, "ContainerName").asText();
        String port = AnyCase.get(place, balancer, "ContainerPort").asText();
        JsonNode container = StreamSupport.stream(
                        definition.json().path("containerDefinitions").spliterator(), false)
                .filter(one -> name.equals(one.path("name").asText()))
                .findFirst()
                .orElseThrow(() -> new EngineException(place + ": LoadBalancerInfo.ContainerName is '" + name
                        + "', which " + definition.place() + " does not have"
                        + Nearest.hint(name, definition.containerNames()) + ". Its containers are "
                        + String.join(", ", definition.containerNames())));
        List<JsonNode> mappings = StreamSupport.stream(
                        container.path("portMappings").spliterator(), false)
                .toList();
        boolean mapped = mappings.stream()
                .anyMatch(mapping ->
                        port.equals(mapping.path("containerPort").asText()) || mapping.has("containerPortRange"));
        if (!mapped) {
            throw new EngineException(place + ": LoadBalancerInfo.ContainerPort is " + port + ", but container " + name
                    + " of " + definition.place() + " "
                    + (mappings.isEmpty()
                            ? "has no portMappings. Add one"
                            : "has "
                                    + mappings.stream()
                                            .map(mapping -> mapping.path("containerPort")
                                                    .asText())
                                            .collect(Collectors.joining(", "))
                                    + ". Name one of these"));
        }
    }

    private static JsonNode object(String place, JsonNode parent, String name, String what) {
        JsonNode found = member(place, parent, name, "an object " + what);
        if (!found.isObject()) {
            throw new EngineException(
                    place + "." + name + " is " + Json.kind(found) + "; it has to be an object " + what);
        }
        return found;
    }

    private static JsonNode member(String place, JsonNode parent, String name, String what) {
        JsonNode found = AnyCase.get(place, parent, name);
        if (!isThere(found)) {
            List<String> keys = AnyCase.keys(parent);
            Optional<String> meant = Nearest.of(name, keys);
            throw new EngineException(place + " has no " + name
                    + meant.map(key -> ", but " + key + ". Write " + name + " instead")
                            .orElse(". Add it: " + what));
        }
        return found;
    }

    private static boolean isZero(JsonNode version) {
        try {
            return new BigDecimal(version.asText()).signum() == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
