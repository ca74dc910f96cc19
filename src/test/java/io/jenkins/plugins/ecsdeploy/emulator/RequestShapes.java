package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Checks that every known member of a request has the type that the API's model gives it, as AWS does before an
 * action sees the request. The model is the one that the SDK carries. Members that it does not know pass: for this
 * emulator they are keys which ECS got after that SDK was released.
 */
final class RequestShapes {
    static final String ECS = "software.amazon.awssdk.services.ecs.model.";
    static final String LOGS = "software.amazon.awssdk.services.cloudwatchlogs.model.";
    private static final Map<String, Optional<SdkPojo>> REQUESTS = new ConcurrentHashMap<>();
    private static final Map<Class<?>, List<SdkField<?>>> FIELDS = new ConcurrentHashMap<>();

    private RequestShapes() {}

    /**
     * Checks the request of an action.
     *
     * @throws AwsError SerializationException that names the kind of value found and the type expected
     */
    static void check(String model, String action, JsonNode request) {
        REQUESTS.computeIfAbsent(model + action, RequestShapes::model).ifPresent(shape -> check(shape, request));
    }

    /** Empty if the SDK's module of that service is not there: its requests are not checked. */
    private static Optional<SdkPojo> model(String shape) {
        try {
            Method builder = Class.forName(shape + "Request").getMethod("builder");
            return Optional.of((SdkPojo) builder.invoke(null));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK has no model of " + shape, e);
        }
    }

    private static void check(SdkPojo shape, JsonNode node) {
        if (!node.isObject()) {
            throw refuse(node, "Structure");
        }
        for (SdkField<?> field : FIELDS.computeIfAbsent(shape.getClass(), key -> shape.sdkFields())) {
            JsonNode value = node.get(field.locationName());
            if (value != null && !value.isNull()) {
                checkField(field, value);
            }
        }
    }

    private static void checkField(SdkField<?> field, JsonNode value) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            check((SdkPojo) field.constructor().get(), value);
        } else if (type == MarshallingType.LIST) {
            require(value.isArray(), value, "List");
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            value.forEach(item -> checkMember(member, item));
        } else if (type == MarshallingType.MAP) {
            require(value.isObject(), value, "Map");
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            value.forEach(item -> checkMember(member, item));
        } else if (type == MarshallingType.STRING) {
            require(value.isTextual(), value, "String");
        } else if (type == MarshallingType.BOOLEAN) {
            require(value.isBoolean(), value, "Boolean");
        } else if (type == MarshallingType.INTEGER) {
            require(value.isIntegralNumber() && value.canConvertToInt(), value, "Integer");
        } else if (type == MarshallingType.LONG) {
            require(value.isIntegralNumber() && value.canConvertToLong(), value, "Long");
        } else if (type == MarshallingType.DOUBLE || type == MarshallingType.FLOAT) {
            require(value.isNumber(), value, "Double");
        } else if (type == MarshallingType.INSTANT) {
            require(value.isNumber(), value, "Timestamp");
        }
    }

    private static void checkMember(SdkField<?> member, JsonNode value) {
        if (!value.isNull()) {
            checkField(member, value);
        }
    }

    private static void require(boolean fits, JsonNode value, String expected) {
        if (!fits) {
            throw refuse(value, expected);
        }
    }

    /** The wording is the one seen in answers of AWS JSON services; no page documents it. */
    private static AwsError refuse(JsonNode value, String expected) {
        String found =
                switch (value.getNodeType()) {
                    case NUMBER -> value.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE";
                    case BOOLEAN -> value.asBoolean() ? "TRUE_VALUE" : "FALSE_VALUE";
                    case ARRAY -> "START_ARRAY";
                    case OBJECT -> "START_OBJECT";
                    default -> "STRING_VALUE";
                };
        String article = "AEIOU".indexOf(expected.charAt(0)) >= 0 ? "an " : "a ";
        return AwsError.serialization(found + " can not be converted to " + article + expected);
    }
}
