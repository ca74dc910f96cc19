package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.document.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * The types of the SDK's model, as JSON has them. ECS answers a value of another type with SerializationException, which
 * names no place ("STRING_VALUE can not be converted to an Integer").
 */
final class ModelType {
    private static final int KEYS_SHOWN = 4;

    /** Whole numbers and their largest value. */
    private static final Map<MarshallingType<?>, BigDecimal> WHOLE = Map.of(
            MarshallingType.SHORT, BigDecimal.valueOf(Short.MAX_VALUE),
            MarshallingType.INTEGER, BigDecimal.valueOf(Integer.MAX_VALUE),
            MarshallingType.LONG, BigDecimal.valueOf(Long.MAX_VALUE));

    private static final Set<MarshallingType<?>> NUMBERS =
            Set.of(MarshallingType.FLOAT, MarshallingType.DOUBLE, MarshallingType.BIG_DECIMAL, MarshallingType.INSTANT);

    private ModelType() {}

    /** What the value is, and what is expected in its place; empty if it is right, or of a type that is not known. */
    static Optional<String> wrong(JsonNode value, SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        String found = Json.kind(value);
        if (type == MarshallingType.STRING) {
            return unless(value.isTextual(), found, field, value.isValueNode() ? "; put it in quotes" : "");
        }
        if (type == MarshallingType.BOOLEAN) {
            return unless(value.isBoolean(), found, field, quotes(value, "true|false"));
        }
        if (WHOLE.containsKey(type)) {
            return value.isNumber()
                    ? unless(
                            isWhole(value.decimalValue(), WHOLE.get(type)),
                            "not a whole or too large a number",
                            field,
                            "")
                    : unless(false, found, field, quotes(value, "-?[0-9]+"));
        }
        if (NUMBERS.contains(type)) {
            return unless(value.isNumber(), found, field, quotes(value, "-?[0-9.]+"));
        }
        if (type == MarshallingType.LIST) {
            return unless(value.isArray(), found, field, "");
        }
        boolean object = type == MarshallingType.SDK_POJO || type == MarshallingType.MAP;
        return unless(!object || value.isObject(), found, field, "");
    }

    private static Optional<String> unless(boolean right, String found, SdkField<?> field, String remedy) {
        return right ? Optional.empty() : Optional.of(found + "; expected " + inWords(field) + remedy);
    }

    /** A text that would be right without its quotes. */
    private static String quotes(JsonNode value, String pattern) {
        return value.isTextual() && value.textValue().matches(pattern) ? "; remove the quotes" : "";
    }

    /** 256.0 and 1E3 are whole, too. */
    private static boolean isWhole(BigDecimal number, BigDecimal largest) {
        return number.abs().compareTo(largest) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }

    private static String inWords(SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            return "a list of " + severalInWords(field.getTrait(ListTrait.class).memberFieldInfo());
        }
        if (type == MarshallingType.MAP) {
            return "an object of names and "
                    + severalInWords(field.getTrait(MapTrait.class).valueFieldInfo());
        }
        if (type == MarshallingType.SDK_POJO) {
            return "an object with " + keys(field);
        }
        if (type == MarshallingType.BOOLEAN) {
            return "true or false";
        }
        if (type == MarshallingType.STRING) {
            return "a text";
        }
        return WHOLE.containsKey(type) ? "a whole number" : "a number";
    }

    private static String severalInWords(SdkField<?> item) {
        MarshallingType<?> type = item.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return "objects with " + keys(item);
        }
        if (type == MarshallingType.STRING) {
            return "texts";
        }
        return WHOLE.containsKey(type) ? "whole numbers" : "values";
    }

    private static String keys(SdkField<?> object) {
        SdkPojo model = object.constructor().get();
        String some = model.sdkFields().stream()
                .limit(KEYS_SHOWN)
                .map(SdkField::locationName)
                .collect(Collectors.joining(", "));
        return model.sdkFields().size() > KEYS_SHOWN ? some + " …" : some;
    }
}
