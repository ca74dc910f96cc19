package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task definition as a document that RegisterTaskDefinition takes. It stays a document: key order, exact numbers and
 * keys that the SDK does not know survive. Immutable: trees go in and out as copies.
 */
public final class TaskDefinition {
    private final String place;
    private final ObjectNode document;

    /** @param document this object's own: nobody else holds it */
    private TaskDefinition(String place, ObjectNode document) {
        // Texts that were written like numbers become texts; what is wrong is said by those who check.
        ModelWalk.through(document);
        Containers.check(place, document);
        this.place = place;
        this.document = document;
    }

    /**
     * Takes a task definition bare, or wrapped as DescribeTaskDefinition answers it
     * (<code>{"taskDefinition": {…}, "tags": […]}</code>; those tags become the document's own). What ECS only answers
     * ({@code taskDefinitionArn}, {@code revision}, {@code status} …) is left out.
     *
     * @param place what to call it in messages: a file, {@code family:revision} or an ARN
     * @throws EngineException when the tree is no task definition, naming what it is
     */
    public static TaskDefinition of(String place, JsonNode tree) {
        return new TaskDefinition(place, DescribedTaskDefinition.toRegister(place, tree));
    }

    /**
     * A task definition from an array of container definitions and the fields around it.
     *
     * @param fields {@code family}, {@code cpu} …: maps, lists, texts, numbers and booleans
     */
    public static TaskDefinition ofContainers(String place, ArrayNode containers, Map<String, ?> fields) {
        Fields around = new Fields();
        around.putAll(fields);
        ObjectNode document = Json.MAPPER.createObjectNode();
        around.apply(document);
        document.set(Containers.KEY, containers.deepCopy());
        return of(place, document);
    }

    /**
     * This task definition with the array as its complete list of containers; all other fields stay. The ones that are
     * dropped by that: {@link #containersNotIn}.
     *
     * @param newPlace where the array comes from
     */
    public TaskDefinition withContainers(String newPlace, ArrayNode containers) {
        ObjectNode copy = json();
        copy.set(Containers.KEY, containers.deepCopy());
        return new TaskDefinition(newPlace, copy);
    }

    /** Names of the containers that are here and not in the other. */
    public List<String> containersNotIn(TaskDefinition other) {
        List<String> others = other.containerNames();
        return containerNames().stream().filter(name -> !others.contains(name)).toList();
    }

    /** What to call this document in messages. */
    public String place() {
        return place;
    }

    public Optional<String> family() {
        return Optional.ofNullable(document.get("family"))
                .map(JsonNode::textValue)
                .filter(name -> !name.isEmpty());
    }

    /** In the order of the document. */
    public List<String> containerNames() {
        return List.copyOf(Containers.byName(document).keySet());
    }

    /** Container to image, in the order of the document; containers without an image are left out. */
    public Map<String, String> images() {
        Map<String, String> images = new LinkedHashMap<>();
        Containers.byName(document).forEach((name, container) -> {
            if (container.path("image").isTextual()) {
                images.put(name, container.get("image").textValue());
            }
        });
        return images;
    }

    /** The same with other images for containers that it has. */
    public TaskDefinition withImages(Map<String, String> images) {
        ObjectNode copy = json();
        images.forEach((name, image) -> Containers.byName(copy).get(name).put("image", image));
        return new TaskDefinition(place, copy);
    }

    /** A copy. */
    public ObjectNode json() {
        return document.deepCopy();
    }

    /** As text, with two spaces a level; keys in their order. */
    public String toJson() {
        return Json.pretty(document);
    }

    @Override
    public String toString() {
        return "task definition " + place;
    }
}
