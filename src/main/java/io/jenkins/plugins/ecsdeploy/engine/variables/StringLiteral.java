package io.jenkins.plugins.ecsdeploy.engine.variables;

/** Reads a string as Groovy's lexer does: in one or three quotes of either kind, and with its escapes. */
final class StringLiteral {
    private final SourceChars source;
    private final char quote;
    private final boolean triple;
    private final int start;

    private StringLiteral(SourceChars source) {
        this.source = source;
        start = source.mark();
        quote = (char) source.take();
        triple = source.take("" + quote + quote);
    }

    /** @param source stands before the opening quote, and behind the closing one afterwards */
    static String read(SourceChars source) {
        return new StringLiteral(source).read();
    }

    private String read() {
        StringBuilder value = new StringBuilder();
        while (!takeEnd()) {
            int at = source.mark();
            if (source.takeNewline()) {
                if (!triple) {
                    throw source.failureAt(start, "the string does not end on its line");
                }
                value.append('\n');
                continue;
            }
            int c = source.take();
            if (c == SourceChars.END) {
                throw source.failureAt(start, "the string does not end");
            } else if (c == '\\') {
                escape(at, value);
            } else if (c == '$' && quote == '"') {
                throw source.failureAt(
                        at, "$ in double quotes makes Groovy evaluate what follows. Write \\$, or use single quotes");
            } else {
                value.append((char) c);
            }
        }
        return value.toString();
    }

    /** Three quotes are closed by the first three: quotes before them belong to the text only if others follow. */
    private boolean takeEnd() {
        return source.take(triple ? ("" + quote + quote + quote) : ("" + quote));
    }

    private void escape(int at, StringBuilder value) {
        if (source.takeNewline()) {
            return;
        }
        int c = source.take();
        switch (c) {
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case '\\', '\'', '"', '$' -> value.append((char) c);
            case '0', '1', '2', '3' -> value.append(octal(c, 2));
            case '4', '5', '6', '7' -> value.append(octal(c, 1));
            default -> throw source.failureAt(at, "an escape that Groovy does not know. Write \\\\ for a backslash");
        }
    }

    private char octal(int first, int more) {
        int value = first - '0';
        for (int i = 0; i < more && source.peek() >= '0' && source.peek() <= '7'; i++) {
            value = value * 8 + source.take() - '0';
        }
        return (char) value;
    }
}
