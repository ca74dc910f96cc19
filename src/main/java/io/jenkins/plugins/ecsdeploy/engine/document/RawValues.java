package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as a Jenkinsfile gives them: maps, lists, any {@link CharSequence} (a GString, too), numbers, booleans and null.
 * Messages name the place and the kind of value that was found, never the value, which may be secret.
 */
public final class RawValues {
    private static final JsonNodeFactory NODES = Json.MAPPER.getNodeFactory();

    private RawValues() {}

    /**
     * A text, number or boolean as text.
     *
     * @param place where the value was given, such as {@code environment.web.LOG_LEVEL}
     */
    public static String text(String place, Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw wrong(place, value, "a text, a number or a boolean");
    }

    /**
     * A map with texts as keys, in its order.
     *
     * @param expected what should be there, for the message
     */
    public static Map<String, Object> map(String place, Object value, String expected) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(place, value, expected);
        }
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, each) -> texts.put(text("a key of " + place, key), each));
        return texts;
    }

    /** @param expected what should be there, for the message */
    public static List<?> list(String place, Object value, String expected) {
        if (!(value instanceof List<?> list)) {
            throw wrong(place, value, expected);
        }
        return list;
    }

    /** Any value as JSON, numbers exact. */
    public static JsonNode json(String place, Object value) {
        if (value instanceof JsonNode tree) {
            return tree.deepCopy();
        }
        if (value instanceof Map) {
            ObjectNode object = NODES.objectNode();
            map(place, value, "a map").forEach((key, each) -> object.set(key, json(place + "." + key, each)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            for (int i = 0; i < list.size(); i++) {
                array.add(json(place + "[" + i + "]", list.get(i)));
            }
            return array;
        }
        return scalar(place, value);
    }

    private static JsonNode scalar(String place, Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return decimal(place, value);
        }
        if (value instanceof Number) {
            return NODES.numberNode(new BigInteger(text(place, value)));
        }
        return NODES.textNode(text(place, value));
    }

    private static JsonNode decimal(String place, Object value) {
        try {
            return NODES.numberNode(new BigDecimal(value.toString()));
        } catch (NumberFormatException e) {
            throw new EngineException(place + " is " + value + ", which JSON cannot hold; expected a finite number");
        }
    }

    /** "environment is a list; expected a map …". */
    public static EngineException wrong(String place, Object value, String expected) {
        return new EngineException(place + " is " + kind(value) + "; expected " + expected);
    }

    private static String kind(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        return value instanceof Number
                ? "a number"
                : value instanceof CharSequence
                        ? "a text"
                        : "a " + value.getClass().getSimpleName();
    }
}
