package io.jenkins.plugins.ecsdeploy.engine.promotion.images;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.render.TakenImages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a revision that runs, and what ECS has found behind their tags.
 *
 * @param where it runs, in words
 * @param revision its ARN
 * @param images container to image, as the task definition has it
 * @param digests container to digest, as far as they are known
 */
public record RunningImages(String where, String revision, Map<String, String> images, Map<String, String> digests) {
    /** Each as {@code repository:tag@digest}; without the digest where that is not known. */
    public TakenImages toTake() {
        Map<String, String> pinned = new LinkedHashMap<>();
        images.forEach((container, image) -> pinned.put(
                container,
                digests.containsKey(container)
                        ? ImageReference.parse(image)
                                .pinnedTo(digests.get(container))
                                .toString()
                        : image));
        return new TakenImages(where, revision, pinned);
    }

    /** The digests that stand in the images themselves, by container. */
    public static Map<String, String> digestsIn(Map<String, String> images) {
        Map<String, String> digests = new LinkedHashMap<>();
        images.forEach((container, image) -> digestIn(image).ifPresent(digest -> digests.put(container, digest)));
        return digests;
    }

    /** ECS may take what nobody else takes for an image; that has none. */
    private static Optional<String> digestIn(String image) {
        try {
            return ImageReference.parse(image).digest();
        } catch (EngineException e) {
            return Optional.empty();
        }
    }
}
