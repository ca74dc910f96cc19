package io.jenkins.plugins.ecsdeploy.engine.variables;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code env.NAME=value} lines as data. Everything else is refused, and nothing is evaluated. What it accepts,
 * Groovy's {@code load} reads to the same strings, but for bare words: those are variables in Groovy and text here.
 */
final class VariablesParser {
    private static final String ONLY = "only env.NAME=value is read here, and nothing is run";

    private final SourceChars source;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private VariablesParser(SourceChars source) {
        this.source = source;
    }

    /**
     * The variables in their order; the last of several with one name wins, as in Groovy.
     *
     * @param file its name for messages
     * @throws EngineException with the place of the first thing that is no variable
     */
    static Map<String, String> parse(String file, String text) {
        return new VariablesParser(new SourceChars(file, text)).parse();
    }

    private Map<String, String> parse() {
        skipBetweenStatements();
        while (source.peek() != SourceChars.END) {
            assignment();
            endOfStatement();
            skipBetweenStatements();
        }
        return variables;
    }

    private void assignment() {
        int start = source.mark();
        if (!word().equals("env") || !takeAfterBlanks('.')) {
            throw source.failureAt(start, ONLY);
        }
        skipBlanks();
        int nameStart = source.mark();
        String name = word();
        if (!VariableNames.isName(name)) {
            throw source.failureAt(nameStart, "the name of a variable belongs here: " + VariableNames.RULE);
        }
        if (!takeAfterBlanks('=')) {
            throw source.failureAt(start, ONLY);
        }
        skipBlanks();
        String value = value();
        variables.remove(name);
        variables.put(name, value);
    }

    private String value() {
        int start = source.mark();
        int c = source.peek();
        if (c == '\'' || c == '"') {
            return StringLiteral.read(source);
        }
        String bare = bare();
        if (bare.equals("null")) {
            throw source.failureAt(start, "null is no value. Write '' for an empty one, 'null' for the word");
        }
        if (VariableNames.isName(bare)) {
            return bare;
        }
        return NumberLiteral.text(bare)
                .orElseThrow(() -> source.failureAt(
                        start,
                        bare.isEmpty()
                                ? "a value belongs here: a number, a word, or a string in quotes"
                                : "neither a plain number nor a single word. Put the value in quotes"));
    }

    /** Letters, digits and what may be in a number: too much on purpose, so that 1.2.3 is refused as a whole. */
    private String bare() {
        StringBuilder text = new StringBuilder();
        while (isWord(source.peek()) || source.peek() == '.' || source.peek() == '-') {
            text.append((char) source.take());
        }
        return text.toString();
    }

    private String word() {
        StringBuilder text = new StringBuilder();
        while (isWord(source.peek())) {
            text.append((char) source.take());
        }
        return text.toString();
    }

    private static boolean isWord(int c) {
        return c != SourceChars.END && Character.isJavaIdentifierPart((char) c);
    }

    private boolean takeAfterBlanks(char expected) {
        skipBlanks();
        return source.take(String.valueOf(expected));
    }

    private void endOfStatement() {
        skipBlanks();
        int c = source.peek();
        boolean ends =
                c == SourceChars.END || c == '\n' || c == '\r' || c == ';' || (c == '/' && source.peek(1) == '/');
        if (!ends) {
            throw source.failureAt(
                    source.mark(), "a variable ends with its value, but something follows here: " + ONLY);
        }
    }

    private void skipBetweenStatements() {
        do {
            skipBlanks();
            if (source.take("//")) {
                while (source.peek() != SourceChars.END && source.peek() != '\n' && source.peek() != '\r') {
                    source.take();
                }
            }
        } while (source.takeNewline() || source.take(";"));
    }

    /** Spaces, tabs and comments that may be anywhere. */
    private void skipBlanks() {
        while (true) {
            int start = source.mark();
            if (source.take("/*")) {
                while (!source.take("*/")) {
                    if (source.take() == SourceChars.END) {
                        throw source.failureAt(start, "the comment does not end");
                    }
                }
            } else if (!source.take(" ") && !source.take("\t")) {
                return;
            }
        }
    }
}
