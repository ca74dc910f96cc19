package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.util.List;
import java.util.Locale;

/** Makes of what DescribeTaskDefinition answers what RegisterTaskDefinition takes. */
final class DescribedTaskDefinition {
    /** The members of the API's type TaskDefinition that RegisterTaskDefinitionRequest does not have. */
    static final List<String> RESPONSE_ONLY = List.of(
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy",
            "deregisteredAt",
            "deleteRequestedAt");

    /** Tags of AWS itself count as no tags of the user, and registering them is refused (ECS API, type Tag). */
    private static final String RESERVED = "aws:";

    private DescribedTaskDefinition() {}

    /** A copy, unwrapped, without the fields that only ECS writes. */
    static ObjectNode toRegister(String place, JsonNode tree) {
        if (!(tree instanceof ObjectNode object)) {
            throw new EngineException(place + " is " + Json.kind(tree)
                    + ", not a task definition; expected an object with containerDefinitions"
                    + (tree.isArray() ? " (a list of container definitions needs a task definition to go into)" : ""));
        }
        boolean wrapped = object.path("taskDefinition").isObject() && !object.has(Containers.KEY);
        ObjectNode document = (wrapped ? (ObjectNode) object.get("taskDefinition") : object).deepCopy();
        if (wrapped && object.path("tags") instanceof ArrayNode tags && !tags.isEmpty()) {
            (document.path("tags") instanceof ArrayNode own ? own : document.putArray("tags")).addAll(tags.deepCopy());
        }
        leaveOutReservedTags(document);
        return document.remove(RESPONSE_ONLY);
    }

    private static void leaveOutReservedTags(ObjectNode document) {
        if (document.path("tags") instanceof ArrayNode tags) {
            boolean removed = false;
            for (int i = tags.size() - 1; i >= 0; i--) {
                if (isReserved(tags.get(i))) {
                    tags.remove(i);
                    removed = true;
                }
            }
            if (removed && tags.isEmpty()) {
                document.remove("tags");
            }
        }
    }

    static boolean isReserved(JsonNode tag) {
        return tag.path("key").asText().toLowerCase(Locale.ROOT).startsWith(RESERVED);
    }
}
