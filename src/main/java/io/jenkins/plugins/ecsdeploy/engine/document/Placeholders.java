package io.jenkins.plugins.ecsdeploy.engine.document;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The values for the placeholders of a text: <code>${NAME}</code>, tokens such as {@code <IMAGE1_NAME>} as CodePipeline
 * writes them, and {@code $NAME}, which is one only where the variables have that name: it may as well be meant for the
 * shell of a container. <code>$${</code> stands for a literal <code>${</code>. A value is text that is put in as it
 * is: it is never expanded again and can never add structure to the document.
 */
public final class Placeholders {
    /** CodePipeline User Guide, "Amazon ECS and CodeDeploy blue-green": the tokens that it fills in itself. */
    private static final Pattern CODEPIPELINE_TOKEN = Pattern.compile("IMAGE[0-9]+_NAME");

    private static final Placeholders NONE = new Placeholders(true, Map.of(), name -> Optional.empty());

    private final boolean literal;
    private final Map<String, String> variables;
    private final Function<String, Optional<String>> fallback;

    private Placeholders(boolean literal, Map<String, String> variables, Function<String, Optional<String>> fallback) {
        this.literal = literal;
        this.variables = variables;
        this.fallback = fallback;
    }

    /** Nothing is a placeholder: the text is taken literally, <code>$${</code> too. */
    public static Placeholders none() {
        return NONE;
    }

    /**
     * @param variables names to values: texts, numbers and booleans; a name with null counts as not there
     * @throws EngineException when a value is something else
     */
    public static Placeholders of(Map<String, ?> variables) {
        Map<String, String> texts = new HashMap<>();
        variables.forEach((name, value) -> {
            if (value != null) {
                texts.put(name, RawValues.text("variables." + name, value));
            }
        });
        return new Placeholders(false, texts, name -> Optional.empty());
    }

    /**
     * @param lookup asked for the names that the variables do not hold, such as the environment of a build; never asked
     *     for {@code <TOKENS>} and {@code $NAME}
     */
    public Placeholders withFallback(Function<String, Optional<String>> lookup) {
        return new Placeholders(literal, variables, lookup);
    }

    boolean isLiteral() {
        return literal;
    }

    /** The text to put in place; empty when there is none, which {@link #problem} explains. */
    Optional<String> value(Placeholder placeholder) {
        Optional<String> variable = Optional.ofNullable(variables.get(placeholder.name()));
        return switch (placeholder.kind()) {
            case ESCAPE -> Optional.of("${");
            case INVALID -> Optional.empty();
            case NAMED -> variable.or(() -> fallback.apply(placeholder.name()));
            case BARE -> variable.or(() -> Optional.of(placeholder.text()));
            case TOKEN ->
                variable.or(() -> isCodePipelines(placeholder) ? Optional.empty() : Optional.of(placeholder.text()));
        };
    }

    /** Whether it stays as it is written, because nothing says that it is a placeholder at all. */
    boolean leavesAlone(Placeholder placeholder) {
        boolean doubtful = placeholder.kind() == Placeholder.Kind.BARE
                || placeholder.kind() == Placeholder.Kind.TOKEN && !isCodePipelines(placeholder);
        return doubtful && !variables.containsKey(placeholder.name());
    }

    String problem(Placeholder placeholder) {
        String text = placeholder.text();
        return switch (placeholder.kind()) {
            case INVALID ->
                text + " is not a placeholder, which is ${ with a name (letters, digits, '_', '.', '-') and };"
                        + " write $" + text + " to keep the text";
            case TOKEN ->
                text + " has no value" + hint(placeholder) + "; add " + placeholder.name() + " to the variables";
            default ->
                text + " has no value" + hint(placeholder) + "; add " + placeholder.name()
                        + " to the variables, or write $" + text + " to keep the text";
        };
    }

    private String hint(Placeholder placeholder) {
        return Nearest.hint(placeholder.name(), variables.keySet());
    }

    private static boolean isCodePipelines(Placeholder token) {
        return CODEPIPELINE_TOKEN.matcher(token.name()).matches();
    }
}
