package io.jenkins.plugins.ecsdeploy.engine.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.ModelWalk;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.UnknownKey;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.WrongValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/**
 * Where a task is to run, as far as a caller says so: launch type or capacity providers, subnets and security groups,
 * platform version. The rest is as the service has it.
 */
public final class TaskPlacement {
    private static final List<String> LAUNCH_TYPES = List.of("FARGATE", "EC2", "EXTERNAL");
    /** RunTask, {@code capacityProviderStrategy}. */
    private static final int PROVIDERS = 20;

    private static final String STRATEGY = "capacityProviderStrategy";

    private final ObjectNode given;
    private final ObjectNode network;

    private TaskPlacement(ObjectNode given, ObjectNode network) {
        this.given = given;
        this.network = network;
    }

    public static TaskPlacement asTheService() {
        return of(Map.of());
    }

    /**
     * What the arguments say.
     *
     * @param arguments {@code launchType}, {@code capacityProviderStrategy}, {@code platformVersion}, {@code subnets},
     *     {@code securityGroups}, {@code assignPublicIp}, as a Jenkinsfile gives them; null counts as not given
     */
    public static TaskPlacement of(Map<String, ?> arguments) {
        ObjectNode given = Json.MAPPER.createObjectNode();
        put(given, arguments, "launchType");
        put(given, arguments, "platformVersion");
        if (given.has("launchType")
                && !LAUNCH_TYPES.contains(given.get("launchType").asText())) {
            String found = given.get("launchType").asText();
            throw new EngineException("launchType is '" + found + "'" + Nearest.hint(found, LAUNCH_TYPES) + ". Give "
                    + String.join(", ", LAUNCH_TYPES) + "; for FARGATE_SPOT give " + STRATEGY
                    + ": [[capacityProvider: 'FARGATE_SPOT', weight: 1]]");
        }
        if (arguments.get(STRATEGY) != null) {
            given.set(STRATEGY, strategy(arguments.get(STRATEGY)));
        }
        if (given.has("launchType") && given.has(STRATEGY)) {
            throw new EngineException("launchType and " + STRATEGY
                    + " each say what the task runs on, and ECS takes one of them. Keep one");
        }
        ObjectNode network = Json.MAPPER.createObjectNode();
        putList(network, arguments, "subnets", "subnets: ['subnet-0123456789abcdef0']");
        putList(network, arguments, "securityGroups", "securityGroups: ['sg-0123456789abcdef0']");
        if (arguments.get("assignPublicIp") instanceof Boolean publicly) {
            network.put("assignPublicIp", publicly ? "ENABLED" : "DISABLED");
        }
        return new TaskPlacement(given, network);
    }

    private static void put(ObjectNode node, Map<String, ?> arguments, String name) {
        if (arguments.get(name) != null) {
            node.put(name, RawValues.text(name, arguments.get(name)));
        }
    }

    private static void putList(ObjectNode node, Map<String, ?> arguments, String name, String example) {
        if (arguments.get(name) == null) {
            return;
        }
        ArrayNode list = node.putArray(name);
        for (Object each : RawValues.list(name, arguments.get(name), "a list, such as " + example)) {
            list.add(RawValues.text(name + "[" + list.size() + "]", each));
        }
    }

    private static JsonNode strategy(Object value) {
        String example = "a list, such as " + STRATEGY + ": [[capacityProvider: 'FARGATE_SPOT', weight: 1]]";
        List<Object> list = new ArrayList<>(RawValues.list(STRATEGY, value, example));
        if (list.isEmpty() || list.size() > PROVIDERS) {
            throw new EngineException(STRATEGY + " has " + list.size() + " entries. ECS takes 1 to " + PROVIDERS);
        }
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.set(STRATEGY, RawValues.json(STRATEGY, list));
        ModelWalk walk = ModelWalk.through(request, RunTaskRequest.builder().build());
        WrongValues.refuse("", walk);
        for (UnknownKey key : walk.unknownKeys()) {
            throw new EngineException(key.path() + " is nothing that ECS takes"
                    + key.intended()
                            .map(name -> " (did you mean " + name + "?)")
                            .orElse("")
                    + "; an entry has capacityProvider, weight and base");
        }
        return request.get(STRATEGY);
    }

    /**
     * The part of RunTask's request that says where.
     *
     * @param service as which it is, but for what is given
     * @param needsNetwork whether each task gets a network interface of its own
     */
    ObjectNode over(Optional<ServicePlacement> service, boolean needsNetwork) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        boolean elsewhere = given.has("launchType") || given.has(STRATEGY);
        if (service.isPresent() && !elsewhere) {
            result.setAll(service.get().capacity());
        }
        result.setAll(given.deepCopy());
        if (needsNetwork) {
            ObjectNode interfaces = service.map(ServicePlacement::network).orElseGet(Json.MAPPER::createObjectNode);
            interfaces.setAll(network.deepCopy());
            if (interfaces.path("subnets").isEmpty()) {
                throw new EngineException("The task definition has the network mode awsvpc, so the task needs a network"
                        + " of its own, and "
                        + (service.isPresent() ? "the service has none" : "no service is named to take it from")
                        + ". Give subnets and securityGroups" + (service.isPresent() ? "" : ", or name a service"));
            }
            result.putObject("networkConfiguration").set("awsvpcConfiguration", interfaces);
        } else if (!network.isEmpty()) {
            throw new EngineException(String.join(" and ", names(network))
                    + " cannot be given: only a task definition with the network mode awsvpc has a network of its own."
                    + " Leave it out");
        }
        return result;
    }

    /** What the task runs on, for people; empty where ECS decides. */
    static String inWords(JsonNode request) {
        if (request.has("launchType")) {
            return request.get("launchType").asText();
        }
        List<String> providers = new ArrayList<>();
        request.path(STRATEGY)
                .forEach(each -> providers.add(each.path("capacityProvider").asText()));
        return String.join(" and ", providers);
    }

    private static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
