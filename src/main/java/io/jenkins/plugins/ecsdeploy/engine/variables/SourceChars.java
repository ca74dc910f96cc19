package io.jenkins.plugins.ecsdeploy.engine.variables;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;

/**
 * The characters of a file as Groovy's lexer gets them. Groovy replaces {@code \}{@code uXXXX} everywhere in a source,
 * before it looks for strings and comments, so such an escape can end a string or a comment. It is read here in the
 * same way: what is data here must not be code there. (Source: {@code UnicodeEscapingReader} of Groovy 2.4.)
 */
final class SourceChars {
    /** No character: the end of the file. */
    static final int END = -1;

    private final String file;
    private final String text;
    private final char[] chars;
    private final int[] offsets;
    private final int length;
    private int next;

    SourceChars(String file, String text) {
        this.file = file;
        this.text = text;
        chars = new char[text.length()];
        offsets = new int[text.length() + 1];
        length = decode();
        offsets[length] = text.length();
    }

    private int decode() {
        int count = 0;
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); ) {
            offsets[count] = i;
            char c = text.charAt(i++);
            if (c == '\\' && i < text.length()) {
                if (text.charAt(i) == 'u') {
                    int digits = i;
                    while (digits < text.length() && text.charAt(digits) == 'u') {
                        digits++;
                    }
                    c = hex(i - 1, digits);
                    i = digits + 4;
                } else {
                    chars[count++] = c;
                    offsets[count] = i;
                    c = text.charAt(i++);
                }
            }
            if (c == '\uFFFF') {
                throw failure(offsets[count], "the character U+FFFF, which Groovy takes for the end of the file");
            }
            chars[count++] = c;
        }
        return count;
    }

    private char hex(int start, int digits) {
        int value = 0;
        for (int i = digits; i < digits + 4; i++) {
            int digit = i < text.length() && text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw failure(start, "\\u without four hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        return next + ahead < length ? chars[next + ahead] : END;
    }

    int take() {
        return next < length ? chars[next++] : END;
    }

    /** Goes on behind the word if it comes next. */
    boolean take(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (peek(i) != word.charAt(i)) {
                return false;
            }
        }
        next += word.length();
        return true;
    }

    /** Goes on behind the end of the line if it comes next: {@code \r\n}, {@code \r} or {@code \n}. */
    boolean takeNewline() {
        return take("\r\n") || take("\r") || take("\n");
    }

    /** The number of the character that comes next. */
    int mark() {
        return next;
    }

    /** A failure at the place that {@link #mark} answered with. */
    EngineException failureAt(int mark, String problem) {
        return failure(offsets[mark], problem);
    }

    private EngineException failure(int offset, String problem) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                line++;
                start = i + 1;
            }
        }
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return new EngineException(Shown.text(file) + ", line " + line + ", column " + (offset - start + 1) + ": "
                + problem + ". The line is: " + Shown.text(text.substring(start, end)));
    }
}
