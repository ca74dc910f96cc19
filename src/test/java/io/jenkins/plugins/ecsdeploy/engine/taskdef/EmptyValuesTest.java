package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.ConformanceCases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmptyValuesTest {
    static Stream<Arguments> cases() {
        return ConformanceCases.cases("clean.json", "cases");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void dropsWhatMeansNothing(String id, JsonNode given) {
        TaskDefinition cleaned = EmptyValues.clean(TaskDefinition.of("t", given.required("document")));

        assertThat(cleaned.toJson())
                .isEqualTo(TaskDefinition.of("t", given.required("expect")).toJson());
        assertThat(EmptyValues.clean(cleaned).toJson()).isEqualTo(cleaned.toJson());
    }

    @Test
    void saysWhatWasLostWithItsEntry() {
        List<String> notes = new ArrayList<>();

        EmptyValues.clean(
                Given.web("environment: [{value: ''}, {name: A, value: x}, {value: x}], secrets: [{valueFrom: x}]"),
                notes::add);

        assertThat(notes).containsExactly("Left out an entry of containerDefinitions[].environment[] that has no name");
    }

    @Test
    void leavesTheOriginalAsItIs() {
        TaskDefinition definition = Given.web("image: null");

        EmptyValues.clean(definition);

        assertThat(definition.json().at("/containerDefinitions/0").has("image")).isTrue();
    }
}
