package io.jenkins.plugins.ecsdeploy.engine.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task definition as the checks read it. */
final class Definition {
    private final TaskDefinition document;
    private final ObjectNode json;

    Definition(TaskDefinition document) {
        this.document = document;
        this.json = document.json();
    }

    TaskDefinition document() {
        return document;
    }

    JsonNode json() {
        return json;
    }

    List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        json.path("containerDefinitions").forEach(containers::add);
        return containers;
    }

    Optional<JsonNode> container(String name) {
        return containers().stream()
                .filter(container -> name(container).equals(name))
                .findFirst();
    }

    static String name(JsonNode container) {
        return container.path("name").asText();
    }

    /** Nothing where it is not there or empty. */
    Optional<String> text(String key) {
        return Optional.of(json.path(key).asText("")).filter(text -> !text.isEmpty());
    }

    /** API reference, RegisterTaskDefinition, networkMode: bridge where nothing is said, and for Windows default. */
    String networkMode() {
        return text("networkMode").orElse(isWindows() ? "default" : "bridge");
    }

    boolean isWindows() {
        return json.at("/runtimePlatform/operatingSystemFamily").asText().startsWith("WINDOWS");
    }

    boolean isForFargate() {
        return has(json.path("requiresCompatibilities"), "FARGATE");
    }

    private static boolean has(JsonNode list, String text) {
        for (JsonNode each : list) {
            if (each.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
