package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Makes a JSON tree of the maps and lists of a Jenkinsfile, which may be as deep as memory, and even hold themselves. */
final class RawTree {
    private static final JsonNodeFactory NODES = Json.MAPPER.getNodeFactory();

    /** More values than a document of 64 KiB can have. */
    private static final int MAX_VALUES = 64 * 1024;

    private final String root;
    private int depth;
    private int values;

    /** @param root where the whole value was given */
    RawTree(String root) {
        this.root = root;
    }

    JsonNode convert(Object value) {
        return convert(root, value);
    }

    private JsonNode convert(String place, Object value) {
        if (++values > MAX_VALUES || depth == Json.MAX_DEPTH) {
            throw new EngineException(root + " has more than " + Json.MAX_DEPTH + " levels or " + MAX_VALUES
                    + " values, or holds itself; a task definition has less than 10 levels, write out what is meant");
        }
        depth++;
        try {
            if (value instanceof JsonNode tree) {
                return tree.deepCopy();
            }
            if (value instanceof Map) {
                ObjectNode object = NODES.objectNode();
                RawValues.map(place, value, "a map")
                        .forEach((key, each) -> object.set(key, convert(place + "." + key, each)));
                return object;
            }
            return value instanceof List<?> list ? array(place, list) : scalar(place, value);
        } finally {
            depth--;
        }
    }

    private ArrayNode array(String place, List<?> list) {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < list.size(); i++) {
            array.add(convert(place + "[" + i + "]", list.get(i)));
        }
        return array;
    }

    private static JsonNode scalar(String place, Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Boolean flag) {
            return Written.scalar(NODES.booleanNode(flag), flag.toString());
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return Written.scalar(decimal(place, value), RawValues.text(place, value));
        }
        if (value instanceof Number) {
            String digits = RawValues.text(place, value);
            return Written.scalar(NODES.numberNode(new BigInteger(digits)), digits);
        }
        return NODES.textNode(RawValues.text(place, value));
    }

    private static JsonNode decimal(String place, Object value) {
        try {
            return NODES.numberNode(new BigDecimal(value.toString()));
        } catch (NumberFormatException e) {
            throw new EngineException(place + " is " + value + ", which JSON cannot hold; expected a finite number");
        }
    }
}
