package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskDefinitionTest {
    private static final String TWO = "{family: web, containerDefinitions: [{name: a, image: i:1}, {name: b}]}";

    @Test
    void tellsWhatItHolds() {
        TaskDefinition definition = read(TWO);

        assertThat(definition.family()).contains("web");
        assertThat(definition.containerNames()).containsExactly("a", "b");
        assertThat(definition.images()).containsExactly(entry("a", "i:1"));
        assertThat(definition.place()).isEqualTo("taskdef.yaml");
    }

    @Test
    void leavesOutTagsOfAwsItself() {
        String tags = "tags: [{key: 'aws:cloudformation:stack-name', value: x}, {key: team, value: y}, {key: 'AWS:x'}]";

        assertThat(read("{containerDefinitions: [{name: web}], " + tags + "}")
                        .json()
                        .get("tags"))
                .hasToString("[{\"key\":\"team\",\"value\":\"y\"}]");
        assertThat(read("{containerDefinitions: [{name: web}], tags: [{key: 'aws:x', value: x}]}")
                        .json()
                        .has("tags"))
                .isFalse();
        assertThat(read("{containerDefinitions: [{name: web}], tags: []}")
                        .json()
                        .get("tags"))
                .isEmpty();
        assertThat(read("{taskDefinition: {containerDefinitions: [{name: web}]}, tags: []}")
                        .json()
                        .has("tags"))
                .isFalse();
    }

    @Test
    void keepsOrderNumbersAndUnknownKeys() {
        String text = """
            {
              "zNew": 1.50,
              "containerDefinitions": [
                {
                  "newer": {
                    "than": "sdk"
                  },
                  "name": "a"
                }
              ],
              "family": "web"
            }\
            """;

        assertThat(TaskDefinition.of("t", DocumentReader.read("t", text, Placeholders.none()))
                        .toJson())
                .isEqualTo(text);
    }

    @Test
    void leavesOutTheNineFieldsThatOnlyEcsWrites() {
        String described = """
            taskDefinition:
              taskDefinitionArn: arn:aws:ecs:eu-central-1:123456789012:task-definition/web:3
              containerDefinitions: [{name: a}]
              revision: 3
              status: ACTIVE
              requiresAttributes: [{name: x}]
              compatibilities: [EC2]
              registeredAt: 1.5
              registeredBy: me
              deregisteredAt: 1
              deleteRequestedAt: null
              family: web
            tags: [{key: team, value: x}, {key: aws:cloudformation:stack-name, value: y}]
            """;

        assertThat(read(described).json())
                .hasToString("{\"containerDefinitions\":[{\"name\":\"a\"}],\"family\":\"web\","
                        + "\"tags\":[{\"key\":\"team\",\"value\":\"x\"}]}");
    }

    @Test
    void addsNoTagsWhenNoneAreDescribed() {
        assertThat(read("{taskDefinition: {containerDefinitions: [{name: a}]}, tags: []}")
                        .json()
                        .has("tags"))
                .isFalse();
    }

    @Test
    void nobodyElseCanChangeIt() {
        TaskDefinition definition = read(TWO);
        definition.json().remove("family");
        definition.json().withArray("containerDefinitions").removeAll();

        assertThat(definition.family()).contains("web");
        assertThat(definition.containerNames()).hasSize(2);
    }

    @Test
    void anArrayOfContainersIsTheCompleteList() {
        TaskDefinition base = read(TWO);

        TaskDefinition merged = base.withContainers("containers.tpl", array("[{name: b, cpu: 1}, {name: c}]"));

        assertThat(merged.json())
                .hasToString(
                        "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"b\",\"cpu\":1},{\"name\":\"c\"}]}");
        assertThat(base.containersNotIn(merged)).containsExactly("a");
        assertThat(merged.containersNotIn(base)).containsExactly("c");
        assertThat(merged.place()).isEqualTo("containers.tpl");
    }

    @Test
    void anArrayOfContainersCanGoIntoFields() {
        TaskDefinition made = TaskDefinition.ofContainers(
                "containers.tpl", array("[{name: a}]"), Map.of("requiresCompatibilities", List.of("FARGATE")));

        assertThat(made.json())
                .hasToString("{\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":[{\"name\":\"a\"}]}");
        assertThat(made.family()).isEmpty();
        assertThatThrownBy(() -> TaskDefinition.ofContainers("t", array("[{name: a}]"), Map.of("revision", 1)))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("fields cannot hold revision");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        text                                          | is a text, not a task definition
        [{name: a}]                                   | is a list, not a task definition; expected an object with containerDefinitions (a list of container definitions needs
        {a: 1, b: 2}                                  | has no containerDefinitions (it has a, b); expected a task definition
        {}                                            | has no containerDefinitions; expected a task definition
        {containerDefinition: []}                     | has no containerDefinitions (did you mean it by containerDefinition?)
        {containerDefinitions: {name: a}}             | : containerDefinitions is an object; expected a list of containers
        {containerDefinitions: []}                    | : containerDefinitions is empty; expected a list of containers
        {containerDefinitions: [{name: a}, b]}        | : containerDefinitions[1] is a text; expected an object
        {containerDefinitions: [{image: a}]}          | : containerDefinitions[0].name is missing; expected the name
        {containerDefinitions: [{name: ''}]}          | : containerDefinitions[0].name is empty; expected the name
        {containerDefinitions: [{name: a}, {name: a}]}| : containerDefinitions[1] has the name a, which another container has already
        {taskDefinition: {family: web}}               | has no containerDefinitions (it has family)
        """)
    void refusesWhatIsNoTaskDefinition(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("taskdef.yaml")
                .hasMessageContaining(message);
    }

    private static TaskDefinition read(String yaml) {
        return TaskDefinition.of("taskdef.yaml", DocumentReader.read("taskdef.yaml", yaml, Placeholders.none()));
    }

    private static ArrayNode array(String yaml) {
        return (ArrayNode) DocumentReader.read("containers.yaml", yaml, Placeholders.none());
    }
}
