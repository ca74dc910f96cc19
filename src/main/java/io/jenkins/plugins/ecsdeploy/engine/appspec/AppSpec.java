package io.jenkins.plugins.ecsdeploy.engine.appspec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.engine.document.DocumentReader;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What CodeDeploy is to do with a service: a task definition, the container behind the load balancer, hooks. The author's
 * keys stay as they are written, unknown ones too; only what stands for the task definition is replaced.
 */
public final class AppSpec {
    public static final String TARGET_SERVICE = "TargetService";
    public static final String PROPERTIES = "Properties";
    public static final String TASK_DEFINITION = "TaskDefinition";

    /** As CodePipeline has it replaced in the whole file (user guide, "Amazon ECS and CodeDeploy blue-green"). */
    private static final String TOKEN = "<TASK_DEFINITION>";

    private final String place;
    private final ObjectNode document;

    private AppSpec(String place, ObjectNode document) {
        this.place = place;
        this.document = document;
    }

    /**
     * @param place what to call it in messages
     * @param text JSON or YAML
     * @throws io.jenkins.plugins.ecsdeploy.engine.EngineException when it is not an AppSpec for one service of ECS
     */
    public static AppSpec read(String place, String text, Placeholders placeholders) {
        return of(place, DocumentReader.read(place, text, placeholders));
    }

    public static AppSpec of(String place, JsonNode tree) {
        return new AppSpec(place, AppSpecRules.checked(place, tree));
    }

    /** @throws io.jenkins.plugins.ecsdeploy.engine.EngineException when it names a container or port that is not there */
    public void check(TaskDefinition definition) {
        AppSpecRules.check(place, properties(document), definition);
    }

    /** With that revision, as the text that is sent to CodeDeploy. */
    public String text(String taskDefinitionArn) {
        ObjectNode copy = (ObjectNode) filled(document, taskDefinitionArn);
        ObjectNode properties = properties(copy);
        properties.put(AnyCase.key(place, properties, TASK_DEFINITION).orElse(TASK_DEFINITION), taskDefinitionArn);
        return Json.pretty(copy);
    }

    /** As text that can be read again. */
    public String json() {
        return Json.pretty(document);
    }

    /** As CodeDeploy wants it: of exactly that text, in lower-case hexadecimal digits. */
    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The revision that an AppSpec deploys; missing where that cannot be told. */
    public static JsonNode taskDefinition(String place, String text) {
        JsonNode tree = DocumentReader.read(place, text, Placeholders.none());
        JsonNode resource = AnyCase.get(place, tree, "Resources").path(0);
        JsonNode service = resource.size() == 1 ? resource.elements().next() : resource;
        return AnyCase.get(place, AnyCase.get(place, service, PROPERTIES), TASK_DEFINITION);
    }

    private ObjectNode properties(ObjectNode root) {
        JsonNode resource = AnyCase.get(place, root, "Resources").get(0);
        return (ObjectNode) AnyCase.get(place, AnyCase.get(place, resource, TARGET_SERVICE), PROPERTIES);
    }

    private static JsonNode filled(JsonNode node, String arn) {
        if (node.isObject()) {
            ObjectNode copy = Json.MAPPER.createObjectNode();
            node.fields().forEachRemaining(member -> copy.set(member.getKey(), filled(member.getValue(), arn)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            node.forEach(element -> copy.add(filled(element, arn)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(node.textValue().replace(TOKEN, arn)) : node;
    }
}
