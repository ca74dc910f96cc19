package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.EcrRepository;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.Digest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which image is to be found under which tags.
 *
 * @param image by a tag or a digest
 * @param tags in the order in which they are moved
 * @param to the repository to tag it in; its own if there is none
 * @param overwrite whether a tag may be moved that points to something else
 */
public record TagRequest(ImageReference image, List<String> tags, Optional<ImageReference> to, boolean overwrite) {
    /** @throws EngineException if something is missing, or is of no use */
    public TagRequest {
        tags = List.copyOf(new LinkedHashSet<>(tags));
        if (tags.isEmpty()) {
            throw new EngineException("No tag was given for " + image + ". Say which, such as tag: 'dev'");
        }
        if (image.tag().isEmpty() && image.digest().isEmpty()) {
            throw new EngineException(
                    "Image " + image + " has neither a tag nor a digest, so it would be whatever 'latest'"
                            + " is now. Say which one, such as " + image.withTag("1.0"));
        }
        image.digest().filter(digest -> !Digest.isSha256(digest)).ifPresent(digest -> {
            throw new EngineException("Image " + image
                    + " has a digest that is not one of SHA-256, by which registries know their images");
        });
        to.filter(other -> other.tag().isPresent() || other.digest().isPresent())
                .ifPresent(other -> {
                    throw new EngineException("The repository to tag in is " + other
                            + "; expected one without a tag or a digest." + " The tag is an argument of its own");
                });
        ImageReference target = to.orElse(image);
        tags.forEach(target::withTag);
    }

    /**
     * Reads the arguments as users write them.
     *
     * @param to null or empty: the repository of the image
     * @throws EngineException if they are of no use
     */
    public static TagRequest of(String image, List<String> tags, String to, boolean overwrite) {
        return new TagRequest(
                ImageReference.parse(image),
                tags,
                Optional.ofNullable(to).filter(text -> !text.isEmpty()).map(ImageReference::parse),
                overwrite);
    }

    /** Whether the image is at Amazon ECR, which is called by its API, with credentials of AWS. */
    public boolean isAtEcr() {
        return EcrRepository.of(image).isPresent();
    }

    /** The repository that the tags are in, with its registry, as names of images have it. */
    public String repository() {
        return target().name();
    }

    /** The same with whatever tag or digest stands behind it. */
    ImageReference target() {
        return to.orElse(image);
    }
}
