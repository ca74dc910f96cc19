package io.jenkins.plugins.ecsdeploy.emulator.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One image of a repository. Guarded by the world's monitor. */
final class EcrImage {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final String digest;
    final String manifest;
    final String type;
    final Set<String> tags = new TreeSet<>();
    String status = "ACTIVE";

    EcrImage(String digest, String manifest, String type) {
        this.digest = digest;
        this.manifest = manifest;
        this.type = type;
    }

    /** The digests of config and layers. */
    static List<String> layers(String manifest) {
        List<String> layers = new ArrayList<>();
        JsonNode document = read(manifest);
        if (document.path("config").has("digest")) {
            layers.add(document.at("/config/digest").asText());
        }
        document.path("layers").forEach(layer -> layers.add(layer.path("digest").asText()));
        return layers;
    }

    /** The digests of the images of an index. */
    static List<String> children(String manifest) {
        List<String> children = new ArrayList<>();
        read(manifest)
                .path("manifests")
                .forEach(child -> children.add(child.path("digest").asText()));
        return children;
    }

    static JsonNode read(String manifest) {
        try {
            return MAPPER.readTree(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
