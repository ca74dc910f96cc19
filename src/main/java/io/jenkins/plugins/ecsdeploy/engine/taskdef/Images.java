package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.util.Map;
import java.util.Optional;

/**
 * The images and tags that containers get: first the images, then the tags of those that are named, then the one tag for
 * all that are not named at all.
 *
 * @param images container to image
 * @param tags container to tag
 * @param tag of all other containers that have an image
 */
record Images(Map<String, String> images, Map<String, String> tags, Optional<String> tag) {
    private static final String KEY = "image";

    /** @param place of the text, which goes in front of the message */
    static ImageReference parse(String place, String text) {
        try {
            return ImageReference.parse(text);
        } catch (EngineException e) {
            String placeholder = ImagePlaceholder.in(text)
                    .map(found -> "; nothing fills in " + found.text() + " here"
                            + (found.text().startsWith("$") ? " (in a Jenkinsfile, it needs double quotes)" : ""))
                    .orElse("");
            throw new EngineException(place + ": " + e.getMessage() + placeholder, e);
        }
    }

    /** The image that a container of a document has. */
    static ImageReference parse(ContainerPlace place, String text) {
        if (text.isBlank()) {
            throw new EngineException(place.of(KEY) + " is empty; " + ImagePlaceholder.remedy(place));
        }
        try {
            return ImageReference.parse(text);
        } catch (EngineException e) {
            throw ImagePlaceholder.in(text)
                    .map(placeholder -> placeholder.explain(place, text))
                    .orElseGet(() -> new EngineException(place.of(KEY) + ": " + e.getMessage(), e));
        }
    }

    boolean isEmpty() {
        return images.isEmpty() && tags.isEmpty() && tag.isEmpty();
    }

    void apply(String place, ObjectNode document) {
        images.forEach((name, image) -> Containers.find(place, document, "images (or imageDefinitions)", name)
                .put(KEY, image));
        tags.forEach((name, newTag) -> {
            ObjectNode container = Containers.find(place, document, "tags", name);
            ContainerPlace where = Containers.place(place, document, name);
            if (!container.path(KEY).isTextual()) {
                throw new EngineException(where.of(KEY) + " is " + Json.kind(container.path(KEY))
                        + ", which cannot get a tag; name the image in images");
            }
            retag(where, container, newTag);
        });
        tag.ifPresent(newTag -> Containers.byName(document).forEach((name, container) -> {
            boolean named = images.containsKey(name) || tags.containsKey(name);
            if (!named && container.path(KEY).isTextual()) {
                retag(Containers.place(place, document, name), container, newTag);
            }
        }));
    }

    private static void retag(ContainerPlace where, ObjectNode container, String newTag) {
        ImageReference image = parse(where, container.get(KEY).textValue());
        try {
            container.put(KEY, image.withTag(newTag).toString());
        } catch (EngineException e) {
            throw new EngineException(where.of(KEY) + ": " + e.getMessage(), e);
        }
    }
}
