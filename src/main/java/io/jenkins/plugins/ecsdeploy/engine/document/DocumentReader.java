package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;

/**
 * Reads a JSON or YAML text into a tree of JSON values, and fills its placeholders on the way.
 *
 * <p>A name that ends with {@code .yml} or {@code .yaml} is YAML. Otherwise a text that begins with an opening brace or
 * bracket is JSON, and everything else is YAML.
 */
public final class DocumentReader {
    /** The largest task definition that ECS takes, in bytes (Developer Guide, "Amazon ECS service quotas"). */
    public static final int MAX_BYTES = 64 * 1024;

    private DocumentReader() {}

    /**
     * @param name what to call the text in messages: a file name, mostly
     * @param text at most {@link #MAX_BYTES} in UTF-8; a byte order mark is tolerated
     * @throws EngineException with name, line, column and remedy when the text is too large, not JSON or YAML, has a key
     *     twice, or has placeholders without a value (all of them in one message)
     */
    public static JsonNode read(String name, String text, Placeholders placeholders) {
        throw new UnsupportedOperationException();
    }
}
