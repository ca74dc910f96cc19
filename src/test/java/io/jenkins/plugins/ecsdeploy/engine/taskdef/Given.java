package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges.Builder;
import java.util.Map;
import java.util.function.BiFunction;

/** What tests start from, written as YAML or as data. */
final class Given {
    private static final Map<String, BiFunction<Builder, Object, Builder>> ARGUMENTS = Map.ofEntries(
            Map.entry("images", Builder::images),
            Map.entry("imageDefinitions", Builder::imageDefinitions),
            Map.entry("tag", Builder::tag),
            Map.entry("tags", Builder::tags),
            Map.entry("environment", Builder::environment),
            Map.entry("secrets", Builder::secrets),
            Map.entry("dockerLabels", Builder::dockerLabels),
            Map.entry("logConfiguration", Builder::logConfiguration),
            Map.entry("command", Builder::command),
            Map.entry("environmentFiles", Builder::environmentFiles),
            Map.entry("taskRoleArn", Builder::taskRoleArn),
            Map.entry("executionRoleArn", Builder::executionRoleArn),
            Map.entry("cpu", Builder::cpu),
            Map.entry("memory", Builder::memory),
            Map.entry("fields", Builder::fields));

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
        Builder builder = TaskDefinitionChanges.builder();
        arguments.properties().forEach(each -> {
            Object raw = new ObjectMapper().convertValue(each.getValue(), Object.class);
            ARGUMENTS.get(each.getKey()).apply(builder, raw);
        });
        return builder.build();
    }

    static TaskDefinition rendered(TaskDefinition base, String arguments) {
        return TaskDefinitionRenderer.render(base, changes(yaml(arguments)));
    }
}
