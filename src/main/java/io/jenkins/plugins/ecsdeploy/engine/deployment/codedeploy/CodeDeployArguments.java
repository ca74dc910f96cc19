package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.appspec.AppSpec;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;

/** Rules for what a caller says of a deployment by CodeDeploy, which can be kept before AWS is asked. */
public final class CodeDeployArguments {
    /** CodeDeploy user guide, "CodeDeploy limits": of the names of applications, groups and configurations. */
    private static final int LONGEST_NAME = 100;

    private CodeDeployArguments() {}

    /**
     * @param argument what the name is given for
     * @throws EngineException if nothing can have that name
     */
    public static void name(String argument, String name) {
        if (name.length() > LONGEST_NAME) {
            throw new EngineException(argument + " has " + name.length()
                    + " characters; names in CodeDeploy have at most " + LONGEST_NAME);
        }
    }

    /** @throws EngineException if it is too long */
    public static void description(String text) {
        Marker.checkDescription(text);
    }

    /**
     * @param place what the AppSpec is called in messages
     * @throws EngineException if it is none for a service of ECS
     */
    public static void appSpec(String place, String text) {
        AppSpec.read(place, text, Placeholders.none());
    }
}
