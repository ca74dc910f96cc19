package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.UUID;

/** A word in the description of a deployment, by which it is known as ours: CodeDeploy takes no token. */
final class Marker {
    /** CodeDeploy user guide, "CodeDeploy limits". */
    private static final int LONGEST_DESCRIPTION = 256;

    private static final int DIGITS = 12;
    private static final String BEGINNING = "[ecs-deploy ";
    private static final int LENGTH = 1 + BEGINNING.length() + DIGITS + 1;
    private static final int LONGEST_TEXT = LONGEST_DESCRIPTION - LENGTH;

    private Marker() {}

    static String create() {
        return BEGINNING + UUID.randomUUID().toString().replace("-", "").substring(0, DIGITS) + "]";
    }

    /** That text with the marker behind it; as much of it as fits. */
    static String describe(String text, String marker) {
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT)) + " " + marker;
    }

    static boolean isIn(String description, String marker) {
        return description != null && marker != null && description.contains(marker);
    }

    static void checkDescription(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new EngineException("description has " + text.length() + " characters; CodeDeploy takes "
                    + LONGEST_DESCRIPTION + ", of which " + LENGTH
                    + " are needed to find the deployment again. Shorten it to " + LONGEST_TEXT);
        }
    }
}
