package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.Manifest;

/**
 * One repository, by whatever protocol. What fails for good is an {@link EngineException} in words; what may go better in a
 * moment is whatever {@link #isTransient} knows.
 */
interface ImageStore {
    /**
     * The manifest of an image by its tag or digest, whole.
     *
     * @throws EngineException if there is no such image
     */
    Manifest resolve(ImageReference image);

    /**
     * The digest of an image by its tag; of what it consists is not read.
     *
     * @throws EngineException if there is no such image, or nobody can pull it
     */
    String digest(ImageReference image);

    TagLook look(String tag);

    /** Puts the manifest's bytes under the tag, once: whether it was done without an answer is for the caller to look. */
    void put(Manifest manifest, String tag);

    /** Whether the manifest is there, with all that belongs to it. */
    boolean has(String digest);

    /** Puts the manifest's bytes without a tag. */
    void put(Manifest manifest);

    /**
     * Makes a blob of the other repository one of this one, without moving it.
     *
     * @return false if that cannot be
     */
    boolean takeBlob(String digest, ImageStore from);

    /** Whether it may go better in a moment; it may have been done all the same. */
    boolean isTransient(RuntimeException failure);

    /** Whether what was asked for was certainly not done: the repository has answered no. */
    boolean isRefusal(RuntimeException failure);

    /** The failure in words, where it is one of this kind of repository; else as it is. */
    RuntimeException words(RuntimeException failure, String asked);
}
