package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import java.util.List;

/** Compares the keys of a document with the SDK's own model of RegisterTaskDefinition. */
public final class UnknownKeys {
    private UnknownKeys() {}

    /** In the order of the document; empty when the SDK knows all keys. */
    public static List<UnknownKey> find(TaskDefinition definition) {
        throw new UnsupportedOperationException();
    }
}
