package io.jenkins.plugins.ecsdeploy.steps.images;

import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import java.util.Map;

/** The arguments for the images of a deployment beside their names. A text or a map is null where nothing was said. */
public interface ImagesArguments {
    /** A target, or a build as {@code job#12}. */
    String getImagesFrom();

    /** The service there, if it has another name. */
    String getImagesFromService();

    /** Container to digest, or to an image that has it. */
    Map<String, ?> getExpectImages();

    boolean isPinDigests();

    /** Whether the images are looked at before they are deployed. */
    default boolean isVerify() {
        return false;
    }

    /** Host of a registry to the id of credentials for it. */
    Map<String, ?> getRegistryCredentials();

    /** The tag of all images that no other argument names. */
    String getTag();

    String getService();

    String getCluster();

    /** As whom the step calls AWS. */
    CallerArguments caller();

    boolean isWait();

    /** {@code GATE}, {@code LIVE} or {@code DONE}. */
    String getWaitUntil();
}
