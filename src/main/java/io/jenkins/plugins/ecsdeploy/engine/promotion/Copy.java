package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.Manifest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes an image of one repository one of another repository of the same registry. Blobs come before the manifest that names
 * them, and the images of an index before the index; what is there already is left alone, so it may be done again.
 */
final class Copy {
    /** An index of indexes is rare; one of more levels is an attack. */
    private static final int MOST_LEVELS = 4;

    /** Manifests and blobs together. An image of Docker has at most 127 layers. */
    private static final int MOST_PARTS = 2000;

    private final ImageStore from;
    private final ImageStore to;
    private final ImageReference source;
    private final Set<String> seen = new HashSet<>();

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
        Set<String> parts = manifest.isIndex() ? manifest.children() : manifest.blobs();
        if (level > MOST_LEVELS || seen.size() + parts.size() > MOST_PARTS) {
            throw new EngineException("Image " + source.withDigest(manifest.digest()) + " has more than " + MOST_LEVELS
                    + " levels or " + MOST_PARTS + " parts, which no image needs");
        }
        return parts.stream()
                .filter(seen::add)
                .map(part -> manifest.isIndex() ? image(part, level) : blob(part))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> image(String digest, int level) {
        if (to.has(digest)) {
            return Optional.empty();
        }
        Manifest image = from.resolve(source.withDigest(digest));
        Optional<String> obstacle = partsOf(image, level + 1);
        if (obstacle.isEmpty()) {
            to.put(image);
        }
        return obstacle;
    }

    private Optional<String> blob(String digest) {
        return to.takeBlob(digest, from)
                ? Optional.empty()
                : Optional.of("the registry does not take over layers of another repository (it answered the mount of "
                        + digest + " by waiting for an upload), as Artifactory does not at all, and others do not where"
                        + " the login may not read the source");
    }
}
