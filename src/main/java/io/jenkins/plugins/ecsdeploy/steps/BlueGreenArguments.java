package io.jenkins.plugins.ecsdeploy.steps;

import java.util.Map;

/** The arguments for a deployment that puts new tasks beside the old ones. A text is null where nothing was said. */
interface BlueGreenArguments {
    /** A document, or the path of a file in the workspace. */
    default String getAppSpec() {
        return null;
    }

    /** The values for placeholders in the AppSpec. */
    default Map<String, ?> getVariables() {
        return null;
    }

    String getCodeDeployApplication();

    String getCodeDeployGroup();

    String getCodeDeployConfig();

    String getDescription();

    boolean isIgnoreAlarms();

    /** {@code GATE}, {@code LIVE} or {@code DONE}. */
    String getWaitUntil();
}
