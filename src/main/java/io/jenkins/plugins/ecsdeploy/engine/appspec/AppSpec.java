package io.jenkins.plugins.ecsdeploy.engine.appspec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
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
 * keys stay as they are written, unknown ones too; only what stands for the task definition is replaced, and what can have
 * one value only is filled in where it is missing.
 */
public final class AppSpec {
    public static final String TARGET_SERVICE = "TargetService";
    public static final String PROPERTIES = "Properties";
    public static final String TASK_DEFINITION = "TaskDefinition";
    static final String VERSION = "version";
    static final String TYPE = "Type";
    static final String LOAD_BALANCER = "LoadBalancerInfo";
    static final String CONTAINER_PORT = "ContainerPort";

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
        ObjectNode copy = withVersion((ObjectNode) filled(document, taskDefinitionArn));
        ObjectNode service = service(copy);
        if (!AppSpecRules.isThere(AnyCase.get(place, service, TYPE))) {
            set(service, TYPE, TextNode.valueOf(AppSpecRules.TYPE));
        }
        ObjectNode properties = properties(copy);
        set(properties, TASK_DEFINITION, TextNode.valueOf(taskDefinitionArn));
        ObjectNode balancer = (ObjectNode) AnyCase.get(place, properties, LOAD_BALANCER);
        // In quotes it is a text, and CodeDeploy wants a number.
        set(balancer, CONTAINER_PORT, IntNode.valueOf(AppSpecRules.port(place, balancer)));
        return Json.pretty(copy);
    }

    /** Where it is missing it comes first, as people write it. */
    private ObjectNode withVersion(ObjectNode root) {
        if (AppSpecRules.isThere(AnyCase.get(place, root, VERSION))) {
            return root;
        }
        ObjectNode whole = Json.MAPPER.createObjectNode();
        whole.put(AnyCase.key(place, root, VERSION).orElse(VERSION), AppSpecRules.VERSION);
        AnyCase.key(place, root, VERSION).ifPresent(root::remove);
        return whole.setAll(root);
    }

    /** Under the author's spelling of the key. */
    private void set(ObjectNode object, String name, JsonNode value) {
        object.set(AnyCase.key(place, object, name).orElse(name), value);
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

    private ObjectNode service(ObjectNode root) {
        return (ObjectNode)
                AnyCase.get(place, AnyCase.get(place, root, "Resources").get(0), TARGET_SERVICE);
    }

    private ObjectNode properties(ObjectNode root) {
        return (ObjectNode) AnyCase.get(place, service(root), PROPERTIES);
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
