package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One change of one container. */
@FunctionalInterface
interface ContainerEdit {
    /**
     * @param container to change
     * @param place where it stands
     */
    void apply(ObjectNode container, ContainerPlace place);
}
