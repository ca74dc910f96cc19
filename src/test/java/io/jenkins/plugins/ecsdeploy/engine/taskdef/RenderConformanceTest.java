package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.ConformanceCases;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RenderConformanceTest {
    static Stream<Arguments> cases() {
        return ConformanceCases.cases("render.json", "cases");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void rendersAsExpected(String id, JsonNode given) {
        TaskDefinition base = TaskDefinition.of(
                "the base", ConformanceCases.file("render.json").get("base"));

        if (given.has("error")) {
            assertThatThrownBy(() -> Given.changes(given.required("change")).applyTo(base))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(given.get("error").asText());
        } else {
            JsonNode rendered =
                    Given.changes(given.required("change")).applyTo(base).json();
            given.required("expect").properties().forEach(each -> {
                JsonNode found = rendered.at(each.getKey());
                assertThat(found.isMissingNode() ? null : found.toString())
                        .as(each.getKey())
                        .isEqualTo(
                                each.getValue().isNull()
                                        ? null
                                        : each.getValue().toString());
            });
        }
    }
}
