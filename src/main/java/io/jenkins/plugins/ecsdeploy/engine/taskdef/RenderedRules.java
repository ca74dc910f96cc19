package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What a document must keep before it is worth registering. These are mistakes that ECS reports late (an image that
 * cannot be pulled) or in words that do not lead to the place.
 */
final class RenderedRules {
    private RenderedRules() {}

    static void check(TaskDefinition definition) {
        definition
                .images()
                .forEach((name, image) -> Images.parse(definition.place() + ": image of container " + name, image));
        ObjectNode document = definition.json();
        Containers.byName(document)
                .forEach((name, container) -> secrets(definition.place() + ": container " + name, container));
        size(definition.place(), document);
    }

    /** ECS API, type Secret: name and valueFrom are required; type ContainerDefinition: no name twice. */
    private static void secrets(String place, ObjectNode container) {
        Set<String> variables = new HashSet<>();
        container
                .path("environment")
                .forEach(each -> variables.add(each.path("name").asText()));
        JsonNode secrets = container.path("secrets");
        for (int i = 0; i < secrets.size(); i++) {
            JsonNode secret = secrets.get(i);
            String name = secret.path("name").asText();
            if (name.isBlank() || secret.path("valueFrom").asText("").isBlank()) {
                throw new EngineException(place + ": secrets[" + i + "] " + (name.isBlank() ? "" : "(" + name + ") ")
                        + "has no " + (name.isBlank() ? "name" : "valueFrom")
                        + "; give it the ARN or name of the secret, or remove the entry");
            }
            if (variables.contains(name)) {
                throw new EngineException(
                        place + ": " + name + " is a variable and a secret, which ECS refuses; remove one"
                                + " of the two: environment: [container: [" + name + ": null]] or secrets: likewise");
            }
        }
    }

    private static void size(String place, ObjectNode document) {
        int bytes = document.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > DocumentReader.MAX_BYTES) {
            throw new EngineException(place + " has " + bytes + " bytes when rendered; ECS takes at most "
                    + DocumentReader.MAX_BYTES + ", make it smaller (environmentFiles can hold variables)");
        }
    }
}
