package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Small helpers around Jackson's tree: requests and documents stay trees here, so that no key is lost. */
public final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A number that nobody here understands is passed on as it was written: 1.50 stays 1.50.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Reads an object; throws the error with which AWS answers what it cannot read. */
    public static ObjectNode parse(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // AWS says no more than the code about a body that is not JSON.
            throw AwsError.serialization(null);
        }
        throw AwsError.serialization("Start of structure or map found where not expected.");
    }

    /** AWS JSON 1.1 sends times as seconds since 1970 with a fraction. */
    public static JsonNode time(Instant instant) {
        return DecimalNode.valueOf(BigDecimal.valueOf(instant.toEpochMilli(), 3));
    }

    public static void putTime(ObjectNode node, String key, Instant instant) {
        if (instant != null) {
            node.set(key, time(instant));
        }
    }

    public static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    public static String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : value.asText();
    }

    public static boolean has(JsonNode node, String key) {
        return node.hasNonNull(key);
    }

    public static boolean flag(JsonNode node, String key) {
        return node.path(key).asBoolean(false);
    }

    public static List<String> texts(JsonNode node, String key) {
        List<String> result = new ArrayList<>();
        node.path(key).forEach(item -> result.add(item.asText()));
        return result;
    }

    /** Removes nulls at every depth: AWS takes a null member as one that was not sent. */
    public static void dropNulls(JsonNode node) {
        for (Iterator<JsonNode> members = node.elements(); members.hasNext(); ) {
            JsonNode member = members.next();
            if (member.isNull()) {
                members.remove();
            } else {
                dropNulls(member);
            }
        }
    }
}
