package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.util.Optional;

/**
 * The image that a container runs.
 *
 * @param image as the task definition has it
 * @param digest that ECS resolved it to; empty: not known
 */
record RunningImage(String image, Optional<String> digest) {
    /**
     * Whether this is the image that is wanted: by its text, or because ECS runs the very digest that is wanted under that
     * name. To which digest the tag of a wanted image points now is not known here, so a tag that was moved is no other
     * image.
     */
    boolean is(String wanted) {
        if (wanted.equals(image)) {
            return true;
        }
        try {
            ImageReference runs = ImageReference.parse(image);
            ImageReference asked = ImageReference.parse(wanted);
            return asked.digest().isPresent()
                    && asked.digest().equals(runs.digest().or(() -> digest))
                    && asked.registry().equals(runs.registry())
                    && asked.path().equals(runs.path())
                    && (asked.tag().isEmpty() || asked.tag().equals(runs.tag()));
        } catch (EngineException e) {
            // What runs is no image by our grammar, so it is another.
            return false;
        }
    }
}
