package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;

/** What to say where an image would have to be moved with its layers, which this plugin does not do. */
final class CopyAdvice {
    private CopyAdvice() {}

    static EngineException instead(ImageReference image, ImageReference target, String tag, String reason) {
        return new EngineException("Image " + image + " cannot be tagged in " + target + ": " + reason
                + ". Nothing was tagged. Copy it with its layers on an agent, which keeps the digest: skopeo copy --all"
                + " --preserve-digests docker://" + image + " docker://" + target.withTag(tag)
                + " (or crane copy, regctl image copy; between regions or accounts of ECR also its replication)");
    }
}
