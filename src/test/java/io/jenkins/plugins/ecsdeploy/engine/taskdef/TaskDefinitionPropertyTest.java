package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TaskDefinitionPropertyTest {
    private static final List<String> KEYS = List.of(
            "cpu",
            "memory",
            "command",
            "environmentFiles",
            "dockerLabels",
            "logConfiguration",
            "options",
            "healthCheck",
            "portMappings",
            "hostPort",
            "value",
            "host",
            "volumes",
            "tags",
            "networkMode",
            "runtimePlatform",
            "aNewKey");

    @Property
    void renderingWithoutARequestIsTheIdentity(@ForAll("definitions") TaskDefinition definition) {
        String before = definition.toJson();

        assertThat(TaskDefinitionChanges.none().applyTo(definition).toJson()).isEqualTo(before);
        assertThat(definition.toJson()).isEqualTo(before);
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("definitions") TaskDefinition definition) {
        JsonNode read = DocumentReader.read("t.json", definition.toJson(), Placeholders.none());

        assertThat(TaskDefinition.of("t.json", read).toJson()).isEqualTo(definition.toJson());
    }

    @Property
    void aChangedVariableChangesNothingElse(@ForAll("definitions") TaskDefinition definition, @ForAll String value) {
        TaskDefinition changed = TaskDefinitionChanges.of(Map.of("environment", Map.of("web", Map.of("A", value))))
                .applyTo(definition);

        assertThat(changed.json()
                        .at("/containerDefinitions/0/environment/0/value")
                        .textValue())
                .isEqualTo(value);
        ObjectNode rest = changed.json();
        ((ObjectNode) rest.at("/containerDefinitions/0")).remove("environment");
        assertThat(rest).hasToString(definition.json().toString());
    }

    @Property
    void theOrderOfKeysDoesNotCount(@ForAll("definitions") TaskDefinition definition, @ForAll Random random) {
        TaskDefinition shuffled = TaskDefinition.of("t", shuffled(definition.json(), random));

        assertThat(CanonicalTaskDefinition.same(definition, shuffled)).isTrue();
    }

    @Property
    void nothingDiffersExactlyWhenBothAreTheSame(
            @ForAll("definitions") TaskDefinition one, @ForAll("definitions") TaskDefinition other) {
        assertThat(TaskDefinitionDiff.between(one, other).isEmpty())
                .isEqualTo(CanonicalTaskDefinition.same(one, other));
        assertThat(TaskDefinitionDiff.between(one, one)).isEmpty();
    }

    @Property
    void cleaningTwiceIsCleaningOnce(@ForAll("definitions") TaskDefinition definition) {
        TaskDefinition cleaned = EmptyValues.clean(definition);

        assertThat(EmptyValues.clean(cleaned).toJson()).isEqualTo(cleaned.toJson());
    }

    @Property
    void unknownKeysOfAnyDocumentAreFound(@ForAll("definitions") TaskDefinition definition) {
        boolean hasOne = definition.json().has("aNewKey");

        assertThat(UnknownKey.in(definition).stream().anyMatch(key -> key.path().equals("aNewKey")))
                .isEqualTo(hasOne);
    }

    @Provide
    Arbitrary<TaskDefinition> definitions() {
        Arbitrary<JsonNode> container = object(values(2))
                .map(node -> ((ObjectNode) node).put("name", "web").put("image", "i"));
        return Combinators.combine(object(values(2)), container).as((fields, web) -> {
            ObjectNode document = (ObjectNode) fields;
            document.putArray("containerDefinitions").add(web);
            return TaskDefinition.of("t", document);
        });
    }

    private static Arbitrary<JsonNode> values(int depth) {
        Arbitrary<JsonNode> scalars = Arbitraries.oneOf(
                Arbitraries.of("", "a", "256", "1 GB", "awsvpc", "WINDOWS")
                        .map(text -> Json.MAPPER.getNodeFactory().textNode(text)),
                Arbitraries.integers()
                        .map(number -> Json.MAPPER.getNodeFactory().numberNode(number)),
                Arbitraries.of("1.0", "1", "0.50", "1E+3")
                        .map(text -> Json.MAPPER.getNodeFactory().numberNode(new BigDecimal(text))),
                Arbitraries.of(true, false)
                        .map(flag -> Json.MAPPER.getNodeFactory().booleanNode(flag)),
                Arbitraries.just(Json.MAPPER.nullNode()));
        return depth == 0 ? scalars : Arbitraries.oneOf(scalars, array(values(depth - 1)), object(values(depth - 1)));
    }

    private static Arbitrary<JsonNode> array(Arbitrary<JsonNode> items) {
        return items.list()
                .ofMaxSize(3)
                .map(list -> Json.MAPPER.createArrayNode().addAll(list));
    }

    private static Arbitrary<JsonNode> object(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(Arbitraries.of(KEYS), values)
                .ofMaxSize(5)
                .map(map -> Json.MAPPER.createObjectNode().setAll(map));
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            array.forEach(item -> copy.add(shuffled(item, random)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.MAPPER.createObjectNode();
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            Collections.shuffle(keys, random);
            keys.forEach(key -> copy.set(key, shuffled(object.get(key), random)));
            return copy;
        }
        return node;
    }
}
