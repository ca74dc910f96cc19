package io.jenkins.plugins.ecsdeploy.engine.deployment.revisions;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.regex.Pattern;

/** How a revision is named: {@code web:41}, an ARN that ends so, or its number in the family that a service has. */
public final class RevisionName {
    private static final Pattern PATTERN = Pattern.compile("([^\\s:/]+:|arn:\\S+/[^\\s:/]+:)?[0-9]{1,9}");

    private RevisionName() {}

    /** @param argument that holds the text */
    public static void check(String argument, String text) {
        check(argument, text, "web");
    }

    /** @param family of the one that the message gives as an example */
    public static void check(String argument, String text, String family) {
        if (!PATTERN.matcher(text).matches()) {
            throw new EngineException(argument + " is '" + text + "', which names no revision. Give '" + family
                    + ":41', say, an ARN or a revision's number");
        }
    }
}
