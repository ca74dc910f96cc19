package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The image definitions file of CodePipeline's ECS action: {@code [{"name": container, "imageUri": image}]}, at most
 * 100 KB (CodePipeline User Guide, "Image definitions file reference").
 */
public final class ImageDefinitions {
    private static final int MAX_BYTES = 100 * 1024;
    private static final String EXPECTED =
            "; expected a list such as [{\"name\": \"web\", \"imageUri\": \"registry/web:90\"}]";

    private ImageDefinitions() {}

    /**
     * @param name what to call the text in messages
     * @return container to image, in the order of the file
     * @throws EngineException when the text is no such file
     */
    public static Map<String, String> parse(String name, String text) {
        return read(name, DocumentReader.read(name, text, Placeholders.none(), MAX_BYTES));
    }

    static Map<String, String> read(String place, JsonNode tree) {
        if (!tree.isArray()) {
            throw new EngineException(place + " is " + Json.kind(tree) + EXPECTED);
        }
        Map<String, String> images = new LinkedHashMap<>();
        for (int i = 0; i < tree.size(); i++) {
            String entry = place + "[" + i + "]";
            String container = text(entry, tree.get(i), "name");
            String image = text(entry, tree.get(i), "imageUri");
            Images.parse(entry + ".imageUri", image);
            if (images.putIfAbsent(container, image) != null) {
                throw new EngineException(
                        entry + " names the container " + Shown.name(container) + " again; remove one of the two");
            }
        }
        return images;
    }

    private static String text(String entry, JsonNode definition, String key) {
        JsonNode value = definition.path(key);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            String found = value.isTextual() ? "empty" : Json.kind(value);
            throw new EngineException(entry + "." + key + " is " + found + EXPECTED);
        }
        return value.textValue();
    }
}
