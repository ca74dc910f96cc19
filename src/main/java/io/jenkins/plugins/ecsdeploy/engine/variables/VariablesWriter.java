package io.jenkins.plugins.ecsdeploy.engine.variables;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Map;

/**
 * Writes variables as a file that {@link VariablesReader} and Groovy's {@code load} read back to the same strings. The
 * file is ASCII, because {@code load} reads it in the encoding of the agent, whichever that is.
 */
public final class VariablesWriter {
    private VariablesWriter() {}

    /**
     * The text of the file.
     *
     * @throws EngineException for a name or a value that cannot be written, and for a file that could not be imported
     */
    public static String write(Map<String, String> variables) {
        if (variables.size() > Limits.NAMES) {
            throw new EngineException(
                    variables.size() + " variables; one file takes at most " + Limits.NAMES + ". Export fewer");
        }
        StringBuilder text = new StringBuilder();
        variables.forEach((name, value) -> {
            VariableNames.check(name);
            text.append("env.").append(name).append("='");
            for (int i = 0; i < value.length(); i++) {
                append(text, name, value.charAt(i));
            }
            text.append("'\n");
        });
        if (text.length() > Limits.FILE_BYTES) {
            throw new EngineException("The variables take " + text.length() + " bytes; one file takes at most "
                    + Limits.FILE_BYTES + ". Export less");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, char c) {
        switch (c) {
            case '\'', '\\' -> text.append('\\').append(c);
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\uFFFF' ->
                throw new EngineException(
                        name + " has the character U+FFFF, which no Groovy string can hold. Remove it");
            default -> {
                if (c >= ' ' && c <= '~') {
                    text.append(c);
                } else if (c < ' ') {
                    text.append(String.format("\\%03o", (int) c));
                } else {
                    text.append(String.format("\\u%04x", (int) c));
                }
            }
        }
    }
}
