package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.document.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/**
 * Walks through a document along the SDK's own model, of RegisterTaskDefinition unless it is told another. It finds the
 * keys that the model does not have and the values that it does not take, and makes texts of {@linkplain Written written}
 * scalars where it says so. What is below an unknown key, and the keys of maps that users fill, such as dockerLabels, are not looked at. Null is
 * right everywhere: for ECS it is a member that is not there.
 */
public final class ModelWalk {
    private final List<UnknownKey> unknownKeys = new ArrayList<>();
    private final List<String> wrongValues = new ArrayList<>();

    private ModelWalk() {}

    /** @param document or some of its top-level fields; written scalars in it are changed in place */
    static ModelWalk through(ObjectNode document) {
        return through(document, RegisterTaskDefinitionRequest.builder().build());
    }

    /**
     * The same along another model.
     *
     * @param document written scalars in it are changed in place
     */
    public static ModelWalk through(ObjectNode document, SdkPojo model) {
        ModelWalk walk = new ModelWalk();
        walk.object(document, model, "");
        return walk;
    }

    /** In the order of the document. */
    public List<UnknownKey> unknownKeys() {
        return List.copyOf(unknownKeys);
    }

    /** In the order of the document: path, kind of value, what was expected. The values may be secret. */
    List<String> wrongValues() {
        return List.copyOf(wrongValues);
    }

    private void object(ObjectNode object, SdkPojo model, String path) {
        Map<String, SdkField<?>> known = new LinkedHashMap<>();
        model.sdkFields().forEach(field -> known.put(field.locationName(), field));
        object.properties().forEach(each -> {
            String member = path.isEmpty() ? each.getKey() : path + "." + each.getKey();
            if (known.containsKey(each.getKey())) {
                object.set(each.getKey(), value(each.getValue(), known.get(each.getKey()), member));
            } else {
                unknownKeys.add(new UnknownKey(member, Nearest.of(each.getKey(), known.keySet())));
            }
        });
    }

    /** The value as it is to be sent. */
    private JsonNode value(JsonNode value, SdkField<?> field, String path) {
        Optional<String> written = Written.text(value);
        if (field.marshallingType() == MarshallingType.STRING && written.isPresent()) {
            return TextNode.valueOf(written.get());
        }
        Optional<String> wrong = value.isNull() ? Optional.empty() : ModelType.wrong(value, field);
        if (wrong.isPresent()) {
            wrongValues.add(path + " is " + wrong.get());
        } else if (value instanceof ObjectNode object && field.marshallingType() == MarshallingType.SDK_POJO) {
            object(object, field.constructor().get(), path);
        } else if (value instanceof ObjectNode map && field.marshallingType() == MarshallingType.MAP) {
            SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
            map.properties()
                    .forEach(each -> map.set(each.getKey(), value(each.getValue(), item, path + "." + each.getKey())));
        } else if (value instanceof ArrayNode list && field.marshallingType() == MarshallingType.LIST) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            for (int i = 0; i < list.size(); i++) {
                list.set(i, value(list.get(i), item, path + "[" + i + "]"));
            }
        }
        return value;
    }
}
