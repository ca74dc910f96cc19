package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.emulator.ecr.EcrState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What tags of images point to. ECS finds it out once for each revision of a service, and starts all its tasks with that
 * ("Container image resolution").
 */
final class ImageDigests {
    private final EcrState ecr;
    private final Map<String, String> set = new HashMap<>();

    ImageDigests(EcrState ecr) {
        this.ecr = ecr;
    }

    void set(String image, String digest) {
        set.put(image, digest);
    }

    /** Container to digest, as ECS finds it now. */
    Map<String, String> of(TaskDefinitionStore.Revision revision) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (JsonNode container : revision.document.path("containerDefinitions")) {
            digests.put(
                    container.path("name").asText(), of(container.path("image").asText()));
        }
        return digests;
    }

    /** The digest in the name; else what its tag was set to, or has at ECR; else one that is made of the name. */
    private String of(String image) {
        if (image.contains("@")) {
            return Digests.image(image);
        }
        String known = set.getOrDefault(image, ecr.digest(image));
        return known == null ? Digests.image(image) : known;
    }
}
