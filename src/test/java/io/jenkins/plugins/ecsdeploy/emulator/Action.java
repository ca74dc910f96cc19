package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One action of the API: takes the request's document, answers the answer's. Called with the world's monitor held.
 */
@FunctionalInterface
public interface Action {
    /** @throws AwsError if AWS would refuse */
    ObjectNode answer(ObjectNode request, Caller caller);
}
