package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/**
 * Compares the keys of a document with the SDK's own model of RegisterTaskDefinition. The keys of maps that users fill,
 * such as dockerLabels, are not looked at.
 */
public final class UnknownKeys {
    private final List<UnknownKey> found = new ArrayList<>();

    private UnknownKeys() {}

    /** In the order of the document; empty when the SDK knows all keys. */
    public static List<UnknownKey> find(TaskDefinition definition) {
        UnknownKeys keys = new UnknownKeys();
        keys.walk(definition.json(), RegisterTaskDefinitionRequest.builder().build(), "");
        return List.copyOf(keys.found);
    }

    private void walk(ObjectNode object, SdkPojo model, String path) {
        Map<String, SdkField<?>> known = new LinkedHashMap<>();
        model.sdkFields().forEach(field -> known.put(field.locationName(), field));
        object.properties().forEach(each -> {
            String member = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
            if (known.containsKey(each.getKey())) {
                walk(each.getValue(), known.get(each.getKey()), member);
            } else {
                found.add(new UnknownKey(member, Nearest.of(each.getKey(), known.keySet())));
            }
        });
    }

    private void walk(JsonNode value, SdkField<?> field, String path) {
        if (field.marshallingType() == MarshallingType.SDK_POJO && value instanceof ObjectNode object) {
            walk(object, field.constructor().get(), path);
        } else if (field.marshallingType() == MarshallingType.LIST && value.isArray()) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            for (int i = 0; i < value.size(); i++) {
                walk(value.get(i), item, path + "[" + i + "]");
            }
        }
    }
}
