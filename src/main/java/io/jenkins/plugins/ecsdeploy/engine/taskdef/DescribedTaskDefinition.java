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
        if (wrapped) {
            keepTags(document, object.path("tags"));
        }
        return document.remove(RESPONSE_ONLY);
    }

    private static void keepTags(ObjectNode document, JsonNode described) {
        ArrayNode tags =
                document.path("tags").isArray() ? (ArrayNode) document.get("tags") : Json.MAPPER.createArrayNode();
        for (JsonNode tag : described) {
            if (!isReserved(tag)) {
                tags.add(tag.deepCopy());
            }
        }
        if (!tags.isEmpty()) {
            document.set("tags", tags);
        }
    }

    private static boolean isReserved(JsonNode tag) {
        return tag.path("key").asText().toLowerCase(Locale.ROOT).startsWith(RESERVED);
    }
}
