package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import java.util.Optional;

/**
 * A key that RegisterTaskDefinition does not have in this version of the AWS SDK: newer than the SDK, or a typing error.
 *
 * @param path from the top of the document, such as {@code containerDefinitions[0].memroy}
 * @param intended the key that was probably meant
 */
public record UnknownKey(String path, Optional<String> intended) {
    /** What to tell the user when the key is sent to ECS unchanged. */
    public String message() {
        throw new UnsupportedOperationException();
    }
}
