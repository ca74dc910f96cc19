package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import java.util.List;
import java.util.Optional;

/**
 * A key that RegisterTaskDefinition does not have in this version of the AWS SDK: newer than the SDK, or a typing error.
 *
 * @param path from the top of the document, such as {@code containerDefinitions[0].memroy}
 * @param intended the key that was probably meant
 */
public record UnknownKey(String path, Optional<String> intended) {
    /**
     * Those of a document, in its order; empty when the SDK knows all keys. The keys of maps that users fill, such as
     * dockerLabels, are not looked at.
     */
    public static List<UnknownKey> in(TaskDefinition definition) {
        return ModelWalk.through(definition.json()).unknownKeys();
    }

    /** What to tell the user when the key is sent to ECS unchanged. */
    public String message() {
        return problem() + ". It is sent to ECS unchanged";
    }

    /** What to tell the user when the key is an error. */
    public String problem() {
        return path + " is unknown to this version of the AWS SDK"
                + intended.map(key -> " (did you mean " + key + "?)").orElse("");
    }
}
