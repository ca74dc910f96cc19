package io.jenkins.plugins.ecsdeploy.engine.document;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values for the placeholders of a text: <code>${NAME}</code>, and tokens such as {@code <IMAGE1_NAME>} as
 * CodePipeline writes them. <code>$${</code> stands for a literal <code>${</code>. A value is text that is put in as it
 * is: it is never expanded again and can never add structure to the document.
 */
public final class Placeholders {
    private Placeholders() {}

    /** Nothing is a placeholder: the text is taken literally, <code>$${</code> too. */
    public static Placeholders none() {
        throw new UnsupportedOperationException();
    }

    /** @param variables names to values; the order does not matter */
    public static Placeholders of(Map<String, String> variables) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param fallback asked for the names that the variables do not hold, such as the environment of a build; never
     *     asked for {@code <TOKENS>}
     */
    public Placeholders withFallback(Function<String, Optional<String>> fallback) {
        throw new UnsupportedOperationException();
    }
}
