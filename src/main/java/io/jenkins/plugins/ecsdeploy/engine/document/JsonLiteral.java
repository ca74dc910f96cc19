package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that are a JSON number, {@code true}, {@code false} or {@code null}, to the letter (RFC 8259, 3 and 6). */
final class JsonLiteral {
    static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*+)");
    static final Pattern FRACTION = Pattern.compile(INTEGER + "(?:\\.[0-9]++(?:[eE][+-]?[0-9]++)?|[eE][+-]?[0-9]++)");
    private static final Pattern LITERAL = Pattern.compile("true|false|null|" + INTEGER + "|" + FRACTION);

    private JsonLiteral() {}

    /** Empty for all other texts, and for numbers that are too long for the reader of JSON. */
    static Optional<JsonNode> parse(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            JsonNode value = Json.MAPPER.readTree(text);
            return Optional.of(value.isNumber() ? Written.digits(value, text) : value);
        } catch (JsonProcessingException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
