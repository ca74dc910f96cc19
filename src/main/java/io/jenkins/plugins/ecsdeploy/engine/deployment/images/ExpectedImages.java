package io.jenkins.plugins.ecsdeploy.engine.deployment.images;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.Digest;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which content containers are to run in the end, and whether they do. */
public final class ExpectedImages {
    private static final String ARGUMENT = "expectImages";
    private static final String SHA256 = "sha256:";

    /** What is expected of one container: a digest, or an image whose digest is to be looked up. */
    record Expected(Optional<String> digest, Optional<ImageReference> image) {}

    private ExpectedImages() {}

    /**
     * The argument as it is given.
     *
     * @param given containers to digests or images
     * @throws EngineException if one is neither
     */
    public static Map<String, String> of(Object given) {
        Map<String, String> texts = new LinkedHashMap<>();
        RawValues.map(
                        ARGUMENT,
                        given,
                        "a map of containers to digests or images, such as " + ARGUMENT + ": [web: moved.digest]")
                .forEach((container, value) -> texts.put(container, RawValues.text(ARGUMENT + "." + container, value)));
        read(texts);
        return texts;
    }

    static Map<String, Expected> read(Map<String, String> texts) {
        Map<String, Expected> read = new LinkedHashMap<>();
        texts.forEach((container, text) -> read.put(container, read(ARGUMENT + "." + container, text)));
        return read;
    }

    private static Expected read(String place, String text) {
        if (Digest.isSha256(text)) {
            return new Expected(Optional.of(text), Optional.empty());
        }
        // Read as an image it would be one of the name sha256.
        if (!text.startsWith(SHA256)) {
            try {
                ImageReference image = ImageReference.parse(text);
                return new Expected(image.digest(), Optional.of(image));
            } catch (EngineException e) {
                // Said below, with both that it may be.
            }
        }
        throw new EngineException(place + " is " + Shown.quote(text) + ". Give a digest, which is " + SHA256
                + " and 64 digits of 0-9 and a-f, or an image, such as registry.example.com/team/web:90");
    }

    /** Refuses a container that is not there. */
    static void checkNames(TaskDefinition document, Set<String> containers) {
        List<String> names = document.containerNames();
        containers.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new EngineException(ARGUMENT + " names the container " + Shown.name(name) + ", which "
                    + document.place() + " does not have" + Nearest.hint(name, names) + "; its containers are "
                    + Shown.names(names));
        });
    }

    /** Refuses what can be seen before anything is deployed: an image that has another digest in itself. */
    static void checkDigests(TaskDefinition document, Map<String, String> digests) {
        Map<String, String> images = document.images();
        digests.forEach((container, digest) -> Optional.ofNullable(images.get(container))
                .flatMap(image -> ImageReference.parse(image).digest())
                .filter(other -> !other.equals(digest))
                .ifPresent(other -> {
                    throw new EngineException(ARGUMENT + ": container " + Shown.name(container) + " is to run " + digest
                            + ", but its image to deploy is " + images.get(container) + ". Nothing was deployed");
                }));
    }

    /**
     * What runs and was not expected, with both digests, or that it is not known; nothing if all is as expected.
     *
     * @param record of a deployment that has ended well
     * @param problem why digests may not be known, in words
     */
    public static Optional<String> difference(DeploymentRecord record, Optional<String> problem) {
        Map<String, String> digests = record.imageState().digests();
        return record.imageState().expected().orElse(Map.of()).entrySet().stream()
                .filter(expected -> !expected.getValue().equals(digests.get(expected.getKey())))
                .findFirst()
                .map(expected -> difference(
                        record, expected.getKey(), expected.getValue(), digests.get(expected.getKey()), problem));
    }

    /** That all is as expected, where anything was. */
    public static Optional<String> proven(DeploymentRecord record) {
        return record.imageState()
                .expected()
                .filter(expected -> !expected.isEmpty())
                .map(expected -> expected.entrySet().stream()
                        .map(one -> Shown.name(one.getKey()) + " " + one.getValue())
                        .collect(Collectors.joining(", ", "  As " + ARGUMENT + " wants: ", "")));
    }

    private static String difference(
            DeploymentRecord record, String container, String wanted, String found, Optional<String> problem) {
        String image = record.images().get(container);
        String where = "Container " + Shown.name(container) + " of service " + record.service() + " in cluster "
                + record.cluster();
        if (found == null) {
            return where + " was to run " + wanted + ", but which digest ECS has found for " + image + " is not known: "
                    + problem.orElse("neither its service revision nor its tasks tell it")
                    + ". The service was not rolled back";
        }
        return where + " runs " + image + " with the digest " + found + ", and " + ARGUMENT + " wants " + wanted + ". "
                + (record.status() == Status.SUCCESSFUL
                        ? "The tag points to something else, or was moved meanwhile. The service was not rolled back"
                        : "Nothing was deployed, for the definition is the same. With forceNewDeployment: true ECS looks"
                                + " anew what the tag points to");
    }
}
