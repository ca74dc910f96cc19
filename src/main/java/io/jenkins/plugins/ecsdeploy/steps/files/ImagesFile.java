package io.jenkins.plugins.ecsdeploy.steps.files;

import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.ImageDefinitions;
import java.util.Map;

/** The images of an {@code imageDefinitions} file. */
public final class ImagesFile {
    public static final String ARGUMENT = "imageDefinitions";

    private ImagesFile() {}

    /** @param files with that of the argument, if the step has it */
    public static Map<String, String> read(String path, StepFiles files) {
        if (path == null) {
            return Map.of();
        }
        SourceText file = files.of(ARGUMENT);
        return ImageDefinitions.parse(file.place(), file.text());
    }
}
