package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One change of one container. */
@FunctionalInterface
interface ContainerEdit {
    /**
     * @param container to change
     * @param place of it for messages, such as {@code taskdef.json: container web}
     */
    void apply(ObjectNode container, String place);
}
