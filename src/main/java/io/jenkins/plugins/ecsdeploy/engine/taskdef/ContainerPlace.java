package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import io.jenkins.plugins.ecsdeploy.engine.Shown;

/**
 * Where a container stands, for messages.
 *
 * @param document what the document is called
 * @param path of the container in it, such as {@code containerDefinitions[0]}
 * @param name of the container
 */
record ContainerPlace(String document, String path, String name) {
    /** {@code taskdef.json: containerDefinitions[0].environment (container web)}. */
    String of(String member) {
        return document + ": " + path + "." + member + " (container " + Shown.name(name) + ")";
    }
}
