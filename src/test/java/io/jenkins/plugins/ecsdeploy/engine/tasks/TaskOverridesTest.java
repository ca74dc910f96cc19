package io.jenkins.plugins.ecsdeploy.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a single task can have other than its task definition, and what is said of the rest. */
class TaskOverridesTest {
    private static final TaskDefinition ONE = definition("{\"name\":\"web\",\"image\":\"i\"}");
    private static final TaskDefinition TWO =
            definition("{\"name\":\"web\",\"image\":\"i\"},{\"name\":\"log-router\",\"image\":\"i\"}");

    static Stream<Arguments> wrong() {
        return Stream.of(
                of(
                        container("image", "web:2"),
                        "overrides.containerOverrides[0].image cannot be given: ECS takes no other image for a single task."
                                + " Render a task definition that has it (ecsRender), and give that as taskDefinition"),
                of(
                        container("entryPoint", List.of("sh")),
                        "overrides.containerOverrides[0].entryPoint cannot be given: ECS takes no other entryPoint"),
                of(container("secrets", List.of()), "ECS takes no other secrets for a single task"),
                of(
                        container("comand", List.of("sh")),
                        "overrides.containerOverrides[0].comand is nothing that ECS takes for a single task (did you mean"
                                + " command?); it takes name, command, environment"),
                of(
                        Map.of("overrides", Map.of("networkMode", "host")),
                        "overrides.networkMode is nothing that ECS takes for a single task; it takes containerOverrides"),
                of(
                        container("memory", "lots"),
                        "overrides.containerOverrides[0].memory is a text; expected a whole number"),
                of(
                        Map.of("overrides", Map.of("containerOverrides", List.of(Map.of("cpu", 1)))),
                        "overrides.containerOverrides[0] has no name. Name the container that it is for"),
                of(
                        Map.of("overrides", Map.of("cpu", "256"), "cpu", "512"),
                        "cpu is given twice: by itself and in overrides; remove one of the two"),
                of(
                        Map.of("command", "bin/migrate"),
                        "command is a text; expected a list, such as command: ['bin/migrate', '--all']"),
                of(
                        Map.of("environment", Map.of("DEBUG", "1")),
                        "environment.DEBUG is a text; expected a map of containers, such as environment: [web: [LOG_LEVEL:"),
                of(
                        Map.of("environment", Map.of("web", nothing("DEBUG"))),
                        "environment.web.DEBUG is null. RunTask can set a variable, but not remove it. Give it an empty"
                                + " text, or render a task definition without it"),
                of(Map.of("cpu", "much"), "cpu is 'much', which is no size; expected CPU units such as 512"),
                of(
                        Map.of("taskRoleArn", "deploy"),
                        "taskRoleArn is 'deploy', which is not the ARN of a role; expected arn:aws:iam::"),
                of(Map.of("overrides", "x"), "overrides is a text; expected a map, such as overrides:"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhatIsWrong(Map<String, ?> arguments, String message) {
        assertThatThrownBy(() -> TaskOverrides.of(arguments))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                of(
                        Map.of("command", List.of("x")),
                        "command does not say for which container it is, and d has several: web, log-router. Name one with"
                                + " container"),
                of(
                        Map.of("container", "wep"),
                        "container names the container wep, which d does not have (did you mean web?); its containers are"
                                + " web, log-router"),
                of(
                        Map.of("environment", Map.of("api", Map.of("A", "b"))),
                        "environment names the container api, which d does not have"),
                of(
                        Map.of("container", "web", "command", List.of("x".repeat(9000))),
                        "command, environment and overrides have 9054 characters together, and ECS takes 8192. Put what is"
                                + " long into the task definition"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void saysWhatDoesNotFitTheDefinition(Map<String, ?> arguments, String message) {
        assertThatThrownBy(() -> TaskOverrides.of(arguments).json(TWO))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isEmptyWhereNothingIsOther() {
        assertThat(TaskOverrides.none().json(TWO)).isEmpty();
        assertThat(TaskOverrides.of(Map.of("container", "web")).json(TWO)).isEmpty();
    }

    @Test
    void theOnlyContainerNeedsNoName() {
        assertThat(TaskOverrides.of(Map.of("command", List.of("a", 1, true))).json(ONE))
                .hasToString("{\"containerOverrides\":[{\"name\":\"web\",\"command\":[\"a\",\"1\",\"true\"]}]}");
    }

    @Test
    void argumentsAndEcsOwnWordsGoTogether() {
        TaskOverrides overrides = TaskOverrides.of(Map.of(
                "container",
                "web",
                "command",
                List.of("go"),
                "overrides",
                Map.of("containerOverrides", List.of(Map.of("name", "web", "memory", 512)))));

        assertThat(overrides.json(TWO)).asString().contains("\"memory\":512").endsWith("\"command\":[\"go\"]}]}");
    }

    private static Arguments of(Map<String, ?> arguments, String message) {
        return Arguments.of(arguments, message);
    }

    private static Map<String, ?> container(String key, Object value) {
        return Map.of("overrides", Map.of("containerOverrides", List.of(Map.of("name", "web", key, value))));
    }

    private static Map<String, ?> nothing(String key) {
        Map<String, Object> map = new HashMap<>();
        map.put(key, null);
        return map;
    }

    private static TaskDefinition definition(String containers) {
        try {
            return TaskDefinition.of(
                    "d", Json.MAPPER.readTree("{\"family\":\"d\",\"containerDefinitions\":[" + containers + "]}"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
