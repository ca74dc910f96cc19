package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.List;
import java.util.Locale;

/**
 * Reads a JSON or YAML text into a tree of JSON values, and fills its placeholders on the way.
 *
 * <p>A name that ends with {@code .yml} or {@code .yaml} is YAML, one that ends with {@code .json} is JSON. Otherwise a
 * text that begins with an opening brace or bracket, or a comment with a slash, is JSON, and everything else is YAML.
 */
public final class DocumentReader {
    /**
     * The largest text that is read, in bytes. What is sent to ECS is smaller: without white space, comments and the
     * fields that only ECS writes.
     */
    public static final int MAX_BYTES = 512 * 1024;

    private static final List<String> JSON_BEGINNINGS = List.of("{", "[", "//", "/*");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DocumentReader() {}

    /**
     * @param name what to call the text in messages: a file name, mostly
     * @param text at most {@link #MAX_BYTES} in UTF-8; a byte order mark is tolerated
     * @throws EngineException with name, line, column and remedy when the text is too large, not JSON or YAML, has a key
     *     twice, or has placeholders without a value (all of them in one message)
     */
    public static JsonNode read(String name, String text, Placeholders placeholders) {
        return read(name, text, placeholders, MAX_BYTES);
    }

    /** @param maxBytes of the text, and of the document with its placeholders filled in */
    public static JsonNode read(String name, String text, Placeholders placeholders, int maxBytes) {
        SizeLimit.check(name, text, maxBytes);
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        if (content.isBlank()) {
            throw empty(name);
        }
        return isYaml(name, content.stripLeading())
                ? YamlText.read(name, content, placeholders, maxBytes)
                : JsonText.read(name, content, placeholders, maxBytes);
    }

    /** The same for a text that is YAML, whatever it is called; JSON is YAML, too. */
    public static JsonNode readYaml(String name, String text) {
        SizeLimit.check(name, text, MAX_BYTES);
        return YamlText.read(name, text, Placeholders.none(), MAX_BYTES);
    }

    static EngineException empty(String name) {
        return new EngineException(name + " is empty; expected a JSON or YAML document");
    }

    private static boolean isYaml(String name, String content) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (lowerCase.endsWith(".yml") || lowerCase.endsWith(".yaml")) {
            return true;
        }
        return !lowerCase.endsWith(".json") && JSON_BEGINNINGS.stream().noneMatch(content::startsWith);
    }
}
