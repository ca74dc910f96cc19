package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as a Jenkinsfile gives them: maps, lists, any {@link CharSequence} (a GString, too), numbers, booleans and null.
 * Messages name the place and the kind of value that was found, never the value, which may be secret.
 */
public final class RawValues {
    /** Nobody means a number with more zeros than that, and 1e999999999 would have a gigabyte of them. */
    private static final int MAX_SCALE = 400;

    private RawValues() {}

    /**
     * A text, number or boolean as text.
     *
     * @param place where the value was given, such as {@code environment.web.LOG_LEVEL}
     */
    public static String text(String place, Object value) {
        if (value instanceof BigDecimal number && Math.abs((long) number.scale()) <= MAX_SCALE) {
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

    /** Any value as JSON, numbers exact; its scalars are {@linkplain Written texts} where a text is expected. */
    public static JsonNode json(String place, Object value) {
        return new RawTree(place).convert(value);
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
