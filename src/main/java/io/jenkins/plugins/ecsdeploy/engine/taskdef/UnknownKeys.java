package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import java.util.List;

/**
 * The keys of a document that the SDK's own model of RegisterTaskDefinition does not have. The keys of maps that users
 * fill, such as dockerLabels, are not looked at.
 */
public final class UnknownKeys {
    private UnknownKeys() {}

    /** In the order of the document; empty when the SDK knows all keys. */
    public static List<UnknownKey> find(TaskDefinition definition) {
        return ModelWalk.through(definition.json()).unknownKeys();
    }
}
