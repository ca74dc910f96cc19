package io.jenkins.plugins.ecsdeploy.engine.deployment.images;

import io.jenkins.plugins.ecsdeploy.engine.render.TakenImages;
import java.util.function.Consumer;

/** Where a deployment takes its images from. */
@FunctionalInterface
public interface ImageSource {
    /**
     * What is there now.
     *
     * @param log hears what could not be looked at
     * @throws io.jenkins.plugins.ecsdeploy.engine.EngineException if nothing is there that can be taken over
     * @throws software.amazon.awssdk.core.exception.SdkException if AWS may answer in a moment
     */
    TakenImages read(Consumer<String> log);
}
