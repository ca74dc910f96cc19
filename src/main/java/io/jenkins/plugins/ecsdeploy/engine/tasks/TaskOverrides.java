package io.jenkins.plugins.ecsdeploy.engine.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.ModelWalk;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.RoleArn;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskSize;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.UnknownKey;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.WrongValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * What is to be other in a task than in its task definition. ECS takes less than a task definition has (API reference,
 * TaskOverride, ContainerOverride); what it does not take is refused here, for ECS drops some of it without a word.
 */
public final class TaskOverrides {
    /** RunTask, {@code overrides}: "A total of 8192 characters are allowed", the JSON's own characters included. */
    static final int LONGEST = 8192;

    private static final String CONTAINERS = "containerOverrides";

    private final Optional<String> container;
    private final Optional<ArrayNode> command;
    private final Map<String, Map<String, String>> environment;
    private final ObjectNode task;

    private TaskOverrides(
            Optional<String> container,
            Optional<ArrayNode> command,
            Map<String, Map<String, String>> environment,
            ObjectNode task) {
        this.container = container;
        this.command = command;
        this.environment = environment;
        this.task = task;
    }

    public static TaskOverrides none() {
        return of(Map.of());
    }

    /**
     * What the arguments say.
     *
     * @param arguments {@code container}, {@code command}, {@code environment}, {@code cpu}, {@code memory}, {@code
     *     taskRoleArn}, {@code executionRoleArn}, and {@code overrides} in ECS' own words, as a Jenkinsfile gives them; null
     *     counts as not given
     */
    public static TaskOverrides of(Map<String, ?> arguments) {
        ObjectNode task = raw(arguments.get("overrides"));
        size(task, arguments, "cpu", TaskSize.CPU);
        size(task, arguments, "memory", TaskSize.MEMORY);
        role(task, arguments, "taskRoleArn");
        role(task, arguments, "executionRoleArn");
        return new TaskOverrides(
                Optional.ofNullable(arguments.get("container")).map(name -> RawValues.text("container", name)),
                Optional.ofNullable(arguments.get("command")).map(TaskOverrides::words),
                environment(arguments.get("environment")),
                task);
    }

    private static ArrayNode words(Object value) {
        ArrayNode words = Json.MAPPER.createArrayNode();
        for (Object each : RawValues.list("command", value, "a list, such as command: ['bin/migrate', '--all']")) {
            words.add(RawValues.text("command[" + words.size() + "]", each));
        }
        return words;
    }

    private static Map<String, Map<String, String>> environment(Object value) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        String expected = "a map of containers, such as environment: [web: [LOG_LEVEL: 'debug']]";
        RawValues.map("environment", value == null ? Map.of() : value, expected).forEach((name, variables) -> {
            Map<String, String> texts = new LinkedHashMap<>();
            String place = "environment." + name;
            RawValues.map(place, variables, expected).forEach((key, text) -> {
                if (text == null) {
                    throw new EngineException(
                            place + "." + key + " is null. RunTask can set a variable, but not remove it."
                                    + " Give it an empty text, or render a task definition without it");
                }
                texts.put(key, RawValues.text(place + "." + key, text));
            });
            all.put(name, texts);
        });
        return all;
    }

    private static void size(ObjectNode task, Map<String, ?> arguments, String name, TaskSize size) {
        if (arguments.get(name) != null) {
            String text = RawValues.text(name, arguments.get(name));
            size.check(name, text);
            putOnce(task, name, Json.MAPPER.getNodeFactory().textNode(text), "overrides");
        }
    }

    private static void role(ObjectNode task, Map<String, ?> arguments, String name) {
        if (arguments.get(name) != null) {
            String arn = RawValues.text(name, arguments.get(name));
            RoleArn.check(name, arn);
            putOnce(task, name, Json.MAPPER.getNodeFactory().textNode(arn), "overrides");
        }
    }

    private static void putOnce(ObjectNode node, String name, JsonNode value, String place) {
        if (node.has(name)) {
            throw new EngineException(name + " is given twice: by itself and in " + place + "; remove one of the two");
        }
        node.set(name, value);
    }

    private static ObjectNode raw(Object value) {
        if (value == null) {
            return Json.MAPPER.createObjectNode();
        }
        ObjectNode given = (ObjectNode) RawValues.json(
                "overrides",
                RawValues.map("overrides", value, "a map, such as overrides: [ephemeralStorage: [sizeInGiB: 50]]"));
        ModelWalk walk = ModelWalk.through(given, TaskOverride.builder().build());
        walk.unknownKeys().forEach(TaskOverrides::refuse);
        WrongValues.refuse("overrides.", walk);
        for (int i = 0; i < given.path(CONTAINERS).size(); i++) {
            if (given.path(CONTAINERS).get(i).path("name").asText().isEmpty()) {
                throw new EngineException(
                        "overrides." + CONTAINERS + "[" + i + "] has no name. Name the container that it is for");
            }
        }
        return given;
    }

    private static void refuse(UnknownKey key) {
        String name = key.path().substring(key.path().lastIndexOf('.') + 1);
        String place = "overrides." + key.path();
        boolean ofContainer = key.path().startsWith(CONTAINERS);
        if (ofContainer && keys(ContainerDefinition.builder().build()).contains(name)) {
            throw new EngineException(place + " cannot be given: ECS takes no other " + name
                    + " for a single task. Render a task definition that has it (ecsRender), and give that as"
                    + " taskDefinition");
        }
        throw new EngineException(place + " is nothing that ECS takes for a single task"
                + key.intended().map(meant -> " (did you mean " + meant + "?)").orElse("") + "; it takes "
                + String.join(
                        ", ",
                        keys(
                                ofContainer
                                        ? ContainerOverride.builder().build()
                                        : TaskOverride.builder().build())));
    }

    private static List<String> keys(SdkPojo model) {
        return model.sdkFields().stream().map(SdkField::locationName).collect(Collectors.toList());
    }

    /** The container whose end decides, if one is named. */
    Optional<String> container() {
        return container;
    }

    /**
     * As RunTask takes it for that task definition; empty where nothing is to be other.
     *
     * @throws EngineException if it has no such containers, or it is too much
     */
    ObjectNode json(TaskDefinition definition) {
        ObjectNode result = task.deepCopy();
        container.ifPresent(name -> check(definition, "container", name));
        result.path(CONTAINERS)
                .forEach(
                        each -> check(definition, "overrides", each.path("name").asText()));
        command.ifPresent(words -> {
            String name = container.orElseGet(() -> only(definition));
            putOnce(of(result, name), "command", words.deepCopy(), "overrides");
        });
        environment.forEach((name, variables) -> {
            check(definition, "environment", name);
            ArrayNode list = Json.MAPPER.createArrayNode();
            variables.forEach((key, value) -> list.addObject().put("name", key).put("value", value));
            putOnce(of(result, name), "environment", list, "overrides");
        });
        int length = result.toString().length();
        if (length > LONGEST) {
            throw new EngineException(
                    "command, environment and overrides have " + length + " characters together, and ECS"
                            + " takes " + LONGEST + ". Put what is long into the task definition, or into a file of"
                            + " environmentFiles");
        }
        return result;
    }

    private static ObjectNode of(ObjectNode result, String container) {
        for (JsonNode each : result.withArray(CONTAINERS)) {
            if (each.path("name").asText().equals(container)) {
                return (ObjectNode) each;
            }
        }
        return result.withArray(CONTAINERS).addObject().put("name", container);
    }

    private static String only(TaskDefinition definition) {
        List<String> names = definition.containerNames();
        if (names.size() > 1) {
            throw new EngineException("command does not say for which container it is, and " + definition.place()
                    + " has several: " + Shown.names(names) + ". Name one with container");
        }
        return names.get(0);
    }

    private static void check(TaskDefinition definition, String argument, String name) {
        List<String> names = definition.containerNames();
        if (!names.contains(name)) {
            throw new EngineException(argument + " names the container " + Shown.name(name) + ", which "
                    + definition.place() + " does not have" + Nearest.hint(name, names) + "; its containers are "
                    + Shown.names(names));
        }
    }
}
