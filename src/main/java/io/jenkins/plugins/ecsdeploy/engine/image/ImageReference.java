package io.jenkins.plugins.ecsdeploy.engine.image;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Optional;

/**
 * A container image as ECS takes it in {@code containerDefinitions[].image}: registry with port, path, tag, digest, or
 * tag and digest. The grammar is that of the OCI and Docker "reference" (CNCF distribution, package reference).
 * {@link #toString()} gives back exactly the text that was parsed.
 */
public final class ImageReference {
    private ImageReference() {}

    /** @throws EngineException when the text is no image reference; the message shows it */
    public static ImageReference parse(String text) {
        throw new UnsupportedOperationException();
    }

    /** Host and port before the first slash; empty for images of Docker Hub such as {@code library/nginx}. */
    public Optional<String> registry() {
        throw new UnsupportedOperationException();
    }

    /** The repository within its registry: {@code team/web} of {@code registry:5000/team/web:90}. */
    public String path() {
        throw new UnsupportedOperationException();
    }

    public Optional<String> tag() {
        throw new UnsupportedOperationException();
    }

    /** With its algorithm: {@code sha256:…}. */
    public Optional<String> digest() {
        throw new UnsupportedOperationException();
    }

    /**
     * This image with another tag. A digest is dropped: it names the old content, and would win over the tag.
     *
     * @throws EngineException when the text is no tag
     */
    public ImageReference withTag(String newTag) {
        throw new UnsupportedOperationException();
    }
}
