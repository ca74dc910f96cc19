package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

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
        return read(name, document(name, text));
    }

    /**
     * The same for one who wants to know all that is wrong, and not the first only.
     *
     * @param problems hears what is wrong with an entry; then the answer is not whole
     * @throws EngineException when the text is no document at all
     */
    public static Map<String, String> parse(String name, String text, Consumer<String> problems) {
        return read(name, document(name, text), problems);
    }

    static Map<String, String> read(String place, JsonNode tree) {
        return read(place, tree, problem -> {
            throw new EngineException(problem);
        });
    }

    private static JsonNode document(String name, String text) {
        return DocumentReader.read(name, text, Placeholders.none(), MAX_BYTES);
    }

    private static Map<String, String> read(String place, JsonNode tree, Consumer<String> problems) {
        Map<String, String> images = new LinkedHashMap<>();
        if (!tree.isArray()) {
            problems.accept(place + " is " + Json.kind(tree) + EXPECTED);
        }
        for (int i = 0; tree.isArray() && i < tree.size(); i++) {
            try {
                read(place + "[" + i + "]", tree.get(i), images);
            } catch (EngineException e) {
                problems.accept(e.getMessage());
            }
        }
        return images;
    }

    private static void read(String entry, JsonNode definition, Map<String, String> images) {
        String container = text(entry, definition, "name");
        String image = text(entry, definition, "imageUri");
        Images.parse(entry + ".imageUri", image);
        if (images.putIfAbsent(container, image) != null) {
            throw new EngineException(
                    entry + " names the container " + Shown.name(container) + " again; remove one of the two");
        }
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
