package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.Manifest;
import java.util.Optional;

/**
 * Makes an image of one repository one of another repository of the same registry. Blobs come before the manifest that names
 * them, and the images of an index before the index; what is there already is left alone, so it may be done again.
 */
final class Copy {
    /** An index of indexes is rare; one of more levels is an attack. */
    private static final int MOST_LEVELS = 4;

    private static final int MOST_MANIFESTS = 500;

    private final ImageStore from;
    private final ImageStore to;
    private final ImageReference source;
    private int manifests;

    /** @param source the repository that is copied from */
    Copy(ImageStore from, ImageStore to, ImageReference source) {
        this.from = from;
        this.to = to;
        this.source = source;
    }

    /**
     * Copies all that the manifest names, but not the manifest itself.
     *
     * @return why that cannot be; nothing if it is done
     */
    Optional<String> partsOf(Manifest manifest) {
        return partsOf(manifest, 1);
    }

    private Optional<String> partsOf(Manifest manifest, int level) {
        if (level > MOST_LEVELS || manifests > MOST_MANIFESTS) {
            throw new EngineException("The index " + source.withDigest(manifest.digest()) + " has more than "
                    + MOST_LEVELS + " levels or " + MOST_MANIFESTS + " images, which no image needs");
        }
        if (!manifest.isIndex()) {
            return to.takeBlobs(manifest, from);
        }
        for (String digest : manifest.children()) {
            manifests++;
            if (!to.has(digest)) {
                Manifest child = from.resolve(source.withDigest(digest));
                Optional<String> obstacle = partsOf(child, level + 1);
                if (obstacle.isPresent()) {
                    return obstacle;
                }
                to.put(child);
            }
        }
        return Optional.empty();
    }
}
