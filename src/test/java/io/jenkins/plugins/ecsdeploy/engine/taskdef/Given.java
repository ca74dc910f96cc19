package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;

/** What tests start from, written as YAML or as data. */
final class Given {
    private Given() {}

    static TaskDefinition definition(String yaml) {
        return TaskDefinition.of("taskdef.yaml", yaml(yaml));
    }

    /** A definition with one container {@code web}, which has these members beside its name. */
    static TaskDefinition web(String members) {
        return definition("{family: f, containerDefinitions: [{name: web, " + members + "}]}");
    }

    static JsonNode yaml(String text) {
        return DocumentReader.read("taskdef.yaml", text, Placeholders.none());
    }

    /** Arguments as a Jenkinsfile would give them: plain maps, lists and texts. */
    static TaskDefinitionChanges changes(JsonNode arguments) {
        return TaskDefinitionChanges.of(new ObjectMapper().convertValue(arguments, new TypeReference<>() {}));
    }

    static TaskDefinition rendered(TaskDefinition base, String arguments) {
        return changes(yaml(arguments)).applyTo(base);
    }
}
