package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The images and tags that containers get: first the images, then the tags of those that are named, then the one tag for
 * all that are not named at all.
 */
final class Images {
    private static final String KEY = "image";

    /** Only for {@link #checkedTag}: any image will do. */
    private static final ImageReference ANY = ImageReference.parse("any");

    private final Map<String, String> images = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private Optional<String> tag = Optional.empty();

    /** @param given containers to images */
    void putAll(Object given) {
        Map<String, String> texts = Arguments.values(
                "images", given, "a map of containers to images, such as images: [web: 'registry/web:90']");
        texts.forEach((container, image) -> explained(
                "images." + container, "image", image, ImageMistake::inScript, () -> ImageReference.parse(image)));
        texts.forEach(this::put);
    }

    /** @param given what {@link ImageDefinitions#parse} answers, or the list of such a file */
    void putDefinitions(Object given) {
        if (given instanceof Map) {
            putAll(given);
        } else {
            String argument = "imageDefinitions";
            ImageDefinitions.read(argument, RawValues.json(argument, given)).forEach(this::put);
        }
    }

    private void put(String container, String image) {
        String other = images.putIfAbsent(container, image);
        if (other != null && !other.equals(image)) {
            throw new EngineException("images and imageDefinitions give the container " + Shown.name(container)
                    + " different images, '" + other + "' and '" + image + "'; remove one of the two");
        }
    }

    /** @param given the tag of all containers that no other argument names */
    void setTag(Object given) {
        tag = Optional.of(checkedTag("tag", RawValues.text("tag", given)));
    }

    /** @param given containers to tags */
    void putTags(Object given) {
        Arguments.values("tags", given, "a map of containers to image tags, such as tags: [web: '90']")
                .forEach((container, text) -> tags.put(container, checkedTag("tags." + container, text)));
    }

    /** Refuses a text of a script that is no tag. */
    private static String checkedTag(String argument, String text) {
        explained(argument, "image tag", text, ImageMistake::inScript, () -> ANY.withTag(text));
        return text;
    }

    /** @param place of the text, which goes in front of the message */
    static ImageReference parse(String place, String text) {
        return explained(place, "image", text, ImageMistake::inFile, () -> ImageReference.parse(text));
    }

    /** The image that a container of a document has. */
    static ImageReference parse(ContainerPlace place, String text) {
        if (text.isBlank()) {
            throw new EngineException(place.of(KEY) + " is empty; " + ImagePlaceholder.remedy(place));
        }
        try {
            return parse(place.of(KEY), text);
        } catch (EngineException e) {
            throw ImagePlaceholder.in(text)
                    .map(placeholder -> placeholder.explain(place, text))
                    .orElse(e);
        }
    }

    private static ImageReference explained(
            String place,
            String what,
            String text,
            Function<String, Optional<String>> mistake,
            Supplier<ImageReference> reader) {
        try {
            return reader.get();
        } catch (EngineException e) {
            String message = mistake.apply(text)
                    .map(why -> ImageReference.shown(text) + " is not an " + what + ": " + why)
                    .orElse(e.getMessage());
            throw new EngineException(place + ": " + message, e);
        }
    }

    boolean isEmpty() {
        return images.isEmpty() && tags.isEmpty() && tag.isEmpty();
    }

    Set<String> containers() {
        Set<String> names = new LinkedHashSet<>(images.keySet());
        names.addAll(tags.keySet());
        return names;
    }

    boolean hasTagForAllOthers() {
        return tag.isPresent();
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
        container.put(KEY, image.withTag(newTag).toString());
    }
}
