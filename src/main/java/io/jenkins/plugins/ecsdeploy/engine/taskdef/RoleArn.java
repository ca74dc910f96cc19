package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.regex.Pattern;

/**
 * The ARN of an IAM role (IAM User Guide, "IAM identifiers": partition, 12 digits of the account, path and name). ECS
 * itself also takes a role's short name for some roles; a short name says nothing about the account, so that an argument
 * must be the ARN.
 */
public final class RoleArn {
    private static final Pattern PATTERN = Pattern.compile(
            "arn:aws(?:-cn|-us-gov|-eusc|-iso(?:-[bef])?)?:iam::[0-9]{12}:role/[\\w+=,.@/-]*[\\w+=,.@-]");

    private RoleArn() {}

    /** @param argument that holds the text */
    public static void check(String argument, String text) {
        if (!PATTERN.matcher(text).matches()) {
            throw new EngineException(argument + " is '" + text
                    + "', which is not the ARN of a role; expected arn:aws:iam::<12 digits>:role/<name>");
        }
    }
}
