package io.jenkins.plugins.ecsdeploy.engine.aws;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.regex.Pattern;

/**
 * The name of an AWS region, such as {@code eu-central-1}. The SDK makes the host of the endpoint from it, so it must not
 * hold anything else; whether there is such a region is for AWS to know.
 */
public final class RegionName {
    private static final Pattern PATTERN = Pattern.compile("[a-z]{2,10}(-[a-z0-9]{1,20}){1,4}");

    private RegionName() {}

    public static boolean isOne(String text) {
        return PATTERN.matcher(text).matches();
    }

    /** @param argument that holds the text */
    public static void check(String argument, String text) {
        if (!isOne(text)) {
            throw new EngineException(
                    argument + " is '" + text + "', which is not an AWS region, such as eu-central-1");
        }
    }
}
