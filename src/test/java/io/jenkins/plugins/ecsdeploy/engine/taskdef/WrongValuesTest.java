package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongValuesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "command": "echo hi"                           | command is a text; expected a list of texts
        "environment": {"A": "b"}                      | environment is an object; expected a list of objects with name, value
        "portMappings": {"containerPort": 80}          | portMappings is an object; expected a list of objects with containerPort, hostPort, protocol, name …
        "environment": [{"name": "A", "value": 1}]     | environment[0].value is a number; expected a text; put it in quotes
        "environment": [{"name": "A", "value": true}]  | environment[0].value is a boolean; expected a text; put it in quotes
        "environment": [["A", "b"]]                    | environment[0] is a list; expected an object with name, value
        "environment": ["A=b"]                         | environment[0] is a text; expected an object with name, value
        "secrets": {"A": "arn"}                        | secrets is an object; expected a list of objects with name, valueFrom
        "command": ["sleep", 30]                       | command[1] is a number; expected a text; put it in quotes
        "portMappings": [{"containerPort": "80"}]      | portMappings[0].containerPort is a text; expected a whole number; remove the quotes
        "portMappings": [{"containerPort": "${PORT}"}] | portMappings[0].containerPort is a text; expected a whole number
        "cpu": 0.5                                     | cpu is not a whole or too large a number; expected a whole number
        "memory": 5000000000                           | memory is not a whole or too large a number; expected a whole number
        "memory": true                                 | memory is a boolean; expected a whole number
        "essential": "true"                            | essential is a text; expected true or false; remove the quotes
        "essential": "yes"                             | essential is a text; expected true or false
        "essential": 1                                 | essential is a number; expected true or false
        "logConfiguration": "awslogs"                  | logConfiguration is a text; expected an object with logDriver, options, secretOptions
        "logConfiguration": {"options": {"a": 1}}      | logConfiguration.options.a is a number; expected a text; put it in quotes
        "logConfiguration": {"options": ["a"]}         | logConfiguration.options is a list; expected an object of names and texts
        "dockerLabels": [{"a": "b"}]                   | dockerLabels is a list; expected an object of names and texts
        "dockerLabels": {"a": {"b": "c"}}              | dockerLabels.a is an object; expected a text
        "restartPolicy": {"ignoredExitCodes": "0"}     | restartPolicy.ignoredExitCodes is a text; expected a list of whole numbers
        "image": 5                                     | image is a number; expected a text; put it in quotes
        """)
    void saysWhereWhichShapeIsWrong(String members, String message) {
        assertThatThrownBy(() -> WrongValues.refuse(json(members)))
                .isInstanceOf(EngineException.class)
                .hasMessage("taskdef.json: containerDefinitions[0]." + message);
    }

    @Test
    void saysAllThatIsWrongButNoValue() {
        TaskDefinition definition =
                TaskDefinition.of("taskdef.json", DocumentReader.read("taskdef.json", """
            {"family": 5, "cpu": 256, "volumes": {}, "requiresCompatibilities": "FARGATE",
             "containerDefinitions": [{"name": "web"}], "tags": [{"key": "a", "value": 4711}]}
            """, Placeholders.none()));

        assertThatThrownBy(() -> WrongValues.refuse(definition)).hasMessage("""
            taskdef.json: family is a number; expected a text; put it in quotes
              cpu is a number; expected a text; put it in quotes
              volumes is an object; expected a list of objects with name, host, dockerVolumeConfiguration, efsVolumeConfiguration …
              requiresCompatibilities is a text; expected a list of texts
              tags[0].value is a number; expected a text; put it in quotes""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"cpu\": 256.0, \"memory\": 1E3, \"memoryReservation\": -0",
                "\"command\": null, \"environment\": [{\"name\": \"A\", \"value\": null}], \"cpu\": null",
                "\"environment\": [], \"dockerLabels\": {}, \"portMappings\": []",
                "\"aNewKey\": {\"a\": [1, \"b\", true]}, \"environment\": [{\"name\": \"A\", \"aNewKey\": 1}]",
                "\"ulimits\": [{\"name\": \"nofile\", \"softLimit\": 1024, \"hardLimit\": 2147483647}]"
            })
    void takesWhatEcsTakesAndWhatItMayTakeOneDay(String members) {
        assertThatCode(() -> WrongValues.refuse(json(members))).doesNotThrowAnyException();
        assertThat(json(members).json().get("containerDefinitions").get(0))
                .hasToString("{\"name\":\"web\"," + members.replace(": ", ":").replace(", ", ",") + "}");
    }

    /** YAML does not ask its authors to say whether {@code 1.10} is a number. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        environment: [{name: A, value: 1.10}]     | "environment":[{"name":"A","value":"1.10"}]
        environment: [{name: A, value: -0}]       | "environment":[{"name":"A","value":"-0"}]
        environment: [{name: A, value: 1E5}]      | "environment":[{"name":"A","value":"1E5"}]
        environment: [{name: A, value: 12e4567}]  | "environment":[{"name":"A","value":"12e4567"}]
        environment: [{name: 1, value: True}]     | "environment":[{"name":"1","value":"True"}]
        environment: [{name: A, value: null}]     | "environment":[{"name":"A","value":null}]
        command: [sleep, 30, false]               | "command":["sleep","30","false"]
        dockerLabels: {version: 2, on: true}      | "dockerLabels":{"version":"2","on":"true"}
        logConfiguration: {options: {mode: 1}}    | "logConfiguration":{"options":{"mode":"1"}}
        portMappings: [{containerPort: 80}]       | "portMappings":[{"containerPort":80}]
        {essential: True, cpu: 10}                | "essential":true,"cpu":10
        aNewKey: [1, True, 1E5, -0]               | "aNewKey":[1,true,1E5,-0]
        """)
    void inYamlItIsTheTextThatTheAuthorWrote(String members, String expected) {
        String inner = members.startsWith("{") ? members.substring(1, members.length() - 1) : members;
        TaskDefinition definition = Given.web(inner);

        WrongValues.refuse(definition);
        assertThat(definition.json().get("containerDefinitions").get(0))
                .hasToString("{\"name\":\"web\"," + expected + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "1e5", "-0", "true", "null", "1e99999999999", ""})
    void aPlaceholderOfYamlTakesTheTypeOfItsPlace(String value) {
        String yaml = """
            family: ${V}
            containerDefinitions:
            - name: ${V}x
              environment:
              - name: SHA
                value: ${V}
              - name: OTHER
                value: $V
            """;
        TaskDefinition definition =
                TaskDefinition.of("t.yaml", DocumentReader.read("t.yaml", yaml, Placeholders.of(Map.of("V", value))));

        WrongValues.refuse(definition);
        assertThat(definition.json().get("family").textValue()).isEqualTo(value);
        assertThat(definition.json().at("/containerDefinitions/0/environment"))
                .extracting(each -> each.get("value").textValue())
                .containsExactly(value, value);
    }

    @Test
    void aPlaceholderOfYamlIsANumberOrBooleanWhereOneIsExpected() {
        String yaml = "containerDefinitions:\n- name: web\n  cpu: ${CPU}\n  essential: $ON\n";
        TaskDefinition definition = TaskDefinition.of(
                "t.yaml", DocumentReader.read("t.yaml", yaml, Placeholders.of(Map.of("CPU", "10", "ON", "false"))));

        WrongValues.refuse(definition);
        assertThat(definition.json().at("/containerDefinitions/0"))
                .hasToString("{\"name\":\"web\",\"cpu\":10,\"essential\":false}");
        TaskDefinition wrong = TaskDefinition.of(
                "t.yaml", DocumentReader.read("t.yaml", yaml, Placeholders.of(Map.of("CPU", "ten", "ON", "on"))));
        assertThatThrownBy(() -> WrongValues.refuse(wrong)).hasMessage("""
            t.yaml: containerDefinitions[0].cpu is a text; expected a whole number
              containerDefinitions[0].essential is a text; expected true or false""");
    }

    @Test
    void argumentsOfStepsAreTextsWhereTheseAreExpected() {
        TaskDefinition rendered = TaskDefinitionChanges.of(Map.of(
                        "fields",
                        Map.of(
                                "tags", List.of(Map.of("key", "build", "value", 90)),
                                "ephemeralStorage", Map.of("sizeInGiB", 30),
                                "aNewField", 1)))
                .applyTo(Given.web("image: i"));

        WrongValues.refuse(rendered);
        assertThat(rendered.json().at("/tags/0/value").textValue()).isEqualTo("90");
        assertThat(rendered.json().get("ephemeralStorage")).hasToString("{\"sizeInGiB\":30}");
        assertThat(rendered.json().get("aNewField")).hasToString("1");
    }

    @Test
    void aWrongFieldIsRefusedByTheNameOfItsArgument() {
        assertThatThrownBy(
                        () -> TaskDefinitionChanges.of(Map.of("fields", Map.of("requiresCompatibilities", "FARGATE"))))
                .isInstanceOf(EngineException.class)
                .hasMessage("fields.requiresCompatibilities is a text; expected a list of texts");
        assertThatThrownBy(() -> TaskDefinitionChanges.of(
                        Map.of("fields", Map.of("ephemeralStorage", Map.of("sizeInGiB", "30")))))
                .hasMessage("fields.ephemeralStorage.sizeInGiB is a text; expected a whole number; remove the quotes");
    }

    private static TaskDefinition json(String members) {
        String text = "{\"containerDefinitions\":[{\"name\":\"web\"," + members + "}]}";
        return TaskDefinition.of("taskdef.json", DocumentReader.read("taskdef.json", text, Placeholders.none()));
    }
}
