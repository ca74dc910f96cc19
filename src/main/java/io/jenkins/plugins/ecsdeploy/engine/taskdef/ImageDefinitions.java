package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Map;

/**
 * The image definitions file of CodePipeline's ECS action: {@code [{"name": container, "imageUri": image}]}, at most
 * 100 KB (CodePipeline User Guide, "Image definitions file reference").
 */
public final class ImageDefinitions {
    private ImageDefinitions() {}

    /**
     * @param name what to call the text in messages
     * @return container to image, in the order of the file
     * @throws EngineException when the text is no such file
     */
    public static Map<String, String> parse(String name, String text) {
        throw new UnsupportedOperationException();
    }
}
