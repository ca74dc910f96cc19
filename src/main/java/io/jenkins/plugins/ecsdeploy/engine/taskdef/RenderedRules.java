package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a document must keep before it is worth registering. These are mistakes that ECS reports late (an image that
 * cannot be pulled) or in words that do not lead to the place.
 */
final class RenderedRules {
    /** The largest task definition that ECS takes, in bytes (Developer Guide, "Amazon ECS service quotas"). */
    private static final int MAX_BYTES = 64 * 1024;

    private RenderedRules() {}

    static void check(TaskDefinition definition) {
        ObjectNode document = definition.json();
        Containers.byName(document).forEach((name, container) -> {
            ContainerPlace place = Containers.place(definition.place(), document, name);
            if (container.path("image").isTextual()) {
                Images.parse(place, container.get("image").textValue());
            }
            secrets(place, container);
        });
        size(definition.place(), document);
    }

    /** ECS API, type Secret: name and valueFrom are required; type ContainerDefinition: no name twice. */
    private static void secrets(ContainerPlace place, ObjectNode container) {
        Set<String> variables = new HashSet<>();
        container
                .path("environment")
                .forEach(each -> variables.add(each.path("name").asText()));
        JsonNode secrets = container.path("secrets");
        for (int i = 0; secrets.isArray() && i < secrets.size(); i++) {
            String entry = "secrets[" + i + "]";
            String name = text(secrets.get(i), "name");
            if (name.isBlank()) {
                throw new EngineException(
                        place.of(entry + ".name") + " is missing; name the variable that gets the secret");
            }
            if (text(secrets.get(i), "valueFrom").isBlank()) {
                throw new EngineException(place.of(entry + ".valueFrom") + " is missing for " + name
                        + "; give it the ARN or name of the secret, or remove the entry");
            }
            if (variables.contains(name)) {
                throw new EngineException(
                        place.of(entry) + " has the name " + Shown.name(name) + " of a variable, which ECS refuses;"
                                + " remove one of the two with environment: [" + Shown.key(place.name())
                                + ": [" + Shown.key(name) + ": null]], or secrets: likewise");
            }
        }
    }

    private static String text(JsonNode entry, String key) {
        return Optional.ofNullable(entry.path(key).textValue()).orElse("");
    }

    /** Of what is sent, which has no white space. */
    private static void size(String place, ObjectNode document) {
        int bytes = document.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new EngineException(place + " has " + bytes + " bytes when rendered; ECS takes at most " + MAX_BYTES
                    + ", make it smaller (environmentFiles can hold variables)");
        }
    }
}
