package io.jenkins.plugins.ecsdeploy.emulator.ecr;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a repository has. Guarded by the world's monitor. */
final class EcrRepositoryState {
    final String name;
    final Map<String, EcrImage> images = new LinkedHashMap<>();
    final Set<String> layers = new HashSet<>();
    boolean immutable;
    /** A tag with this beginning may be moved all the same. */
    String exclusion;

    EcrRepositoryState(String name) {
        this.name = name;
    }

    EcrImage byTag(String tag) {
        return images.values().stream()
                .filter(image -> tag != null && image.tags.contains(tag))
                .findFirst()
                .orElse(null);
    }

    /** User guide, "Preventing image tags from being overwritten": IMMUTABLE, IMMUTABLE_WITH_EXCLUSION. */
    boolean protects(String tag) {
        return immutable && (exclusion == null || !tag.startsWith(exclusion));
    }

    void add(EcrImage image, String tag) {
        EcrImage stored = images.computeIfAbsent(image.digest, key -> image);
        if (tag != null) {
            images.values().forEach(other -> other.tags.remove(tag));
            stored.tags.add(tag);
        }
    }
}
