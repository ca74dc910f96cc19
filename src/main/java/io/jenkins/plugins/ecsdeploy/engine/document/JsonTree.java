package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Makes a tree of what the parser reads, with its placeholders filled in. Numbers keep their digits; Jackson's own tree
 * makes 0 of {@code -0}.
 */
final class JsonTree {
    private static final JsonNodeFactory NODES = Json.MAPPER.getNodeFactory();

    private final JsonParser parser;
    private final UnquotedPlaceholders unquoted;
    private final PlaceholderFilling filling;

    /** @param parser of the source without its unquoted placeholders */
    JsonTree(JsonParser parser, UnquotedPlaceholders unquoted, PlaceholderFilling filling) {
        this.parser = parser;
        this.unquoted = unquoted;
        this.filling = filling;
    }

    /** Begins with the first token of a value, and ends with its last. */
    JsonNode read() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(filled());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT -> {
                JsonNode number = integer();
                yield unquoted.value(offset()).orElse(number);
            }
            default -> Written.digits(NODES.numberNode(new BigDecimal(parser.getText())), parser.getText());
        };
    }

    /** The parser refuses more than {@value Json#MAX_DEPTH} levels, and keys that are the same before they are filled in. */
    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = filled();
            if (object.has(key)) {
                // In the words that the parser has for it.
                throw new JsonParseException(parser, "Duplicate field '" + key + "'", parser.currentTokenLocation());
            }
            parser.nextToken();
            object.set(key, read());
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read());
        }
        return array;
    }

    private JsonNode integer() throws IOException {
        JsonNode value =
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
        return Written.digits(value, parser.getText());
    }

    private String filled() throws IOException {
        return filling.fill(
                parser.getText(), this::offset, () -> JsonComments.endOfString(filling.source(), offset() + 1));
    }

    private int offset() {
        return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    }
}
