package io.jenkins.plugins.ecsdeploy.steps;

import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.ImageDefinitions;
import java.io.IOException;
import java.util.Map;

/** The images of an {@code imageDefinitions} file. */
final class ImagesFile {
    private ImagesFile() {}

    static Map<String, String> read(String path, StepFiles files) throws IOException, InterruptedException {
        if (path == null) {
            return Map.of();
        }
        SourceText file = files.read("imageDefinitions", path);
        return ImageDefinitions.parse(file.place(), file.text());
    }
}
