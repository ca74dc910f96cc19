package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task definition as a document that RegisterTaskDefinition takes. It stays a document: key order, exact numbers and
 * keys that the SDK does not know survive. Immutable: trees go in and out as copies.
 */
public final class TaskDefinition {
    private TaskDefinition() {}

    /**
     * Takes a task definition bare, or wrapped as DescribeTaskDefinition answers it
     * (<code>{"taskDefinition": {…}, "tags": […]}</code>; those tags become the document's own). What ECS only answers
     * ({@code taskDefinitionArn}, {@code revision}, {@code status} …) is left out.
     *
     * @param place what to call it in messages: a file, {@code family:revision} or an ARN
     * @throws EngineException when the tree is no task definition, naming what it is
     */
    public static TaskDefinition of(String place, JsonNode tree) {
        throw new UnsupportedOperationException();
    }

    /**
     * A task definition from an array of container definitions and the fields around it.
     *
     * @param fields {@code family}, {@code cpu} …: maps, lists, texts, numbers and booleans
     */
    public static TaskDefinition ofContainers(String place, ArrayNode containers, Map<String, ?> fields) {
        throw new UnsupportedOperationException();
    }

    /**
     * This task definition with the array as its complete list of containers; all other fields stay. The ones that are
     * dropped by that: {@link #containersNotIn}.
     *
     * @param place where the array comes from
     */
    public TaskDefinition withContainers(String place, ArrayNode containers) {
        throw new UnsupportedOperationException();
    }

    /** Names of the containers that are here and not in the other. */
    public List<String> containersNotIn(TaskDefinition other) {
        throw new UnsupportedOperationException();
    }

    /** What to call this document in messages. */
    public String place() {
        throw new UnsupportedOperationException();
    }

    public Optional<String> family() {
        throw new UnsupportedOperationException();
    }

    /** In the order of the document. */
    public List<String> containerNames() {
        throw new UnsupportedOperationException();
    }

    /** Container to image, in the order of the document; containers without an image are left out. */
    public Map<String, String> images() {
        throw new UnsupportedOperationException();
    }

    /** A copy. */
    public ObjectNode json() {
        throw new UnsupportedOperationException();
    }

    /** As text, with two spaces a level; keys in their order. */
    public String toJson() {
        throw new UnsupportedOperationException();
    }
}
