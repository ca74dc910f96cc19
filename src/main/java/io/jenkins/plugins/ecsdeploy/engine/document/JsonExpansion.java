package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON text with its placeholders filled in, which remembers where each piece came from. It works on the text because
 * <code>{"cpu": ${CPU}}</code> is no JSON before it is filled in. Values are escaped inside of strings, and must be a
 * number, a boolean or null outside, so that no value can end a string or add a member.
 */
final class JsonExpansion {
    private static final String BETWEEN_VALUES = " \t\r\n[]{}:,";

    private final String source;
    private final Placeholders placeholders;
    private final Problems problems;
    private final StringBuilder expanded = new StringBuilder();
    private final List<Edit> edits = new ArrayList<>();
    private int copied;

    private JsonExpansion(String source, Placeholders placeholders, Problems problems) {
        this.source = source;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    static JsonExpansion of(String source, Placeholders placeholders, Problems problems) {
        JsonExpansion expansion = new JsonExpansion(source, placeholders, problems);
        if (!placeholders.isLiteral()) {
            expansion.expand();
        }
        expansion.copyUntil(source.length());
        return expansion;
    }

    String text() {
        return expanded.toString();
    }

    /** Where in the source the character of the expanded text comes from. */
    Position sourcePosition(int offset) {
        int sourceOffset = offset;
        for (Edit edit : edits) {
            if (offset >= edit.end) {
                sourceOffset = edit.sourceEnd + offset - edit.end;
            } else if (offset >= edit.start) {
                sourceOffset = edit.sourceStart;
            }
        }
        return Position.of(source, sourceOffset);
    }

    private void expand() {
        int at = 0;
        while (at < source.length()) {
            int quote = source.indexOf('"', at);
            int end = quote < 0 ? source.length() : quote;
            Placeholder.in(source, at, end).forEach(this::fillOutside);
            int close = endOfString(source, end + 1);
            if (close > end + 1) {
                Placeholder.inJsonString(source, end + 1, close).forEach(this::fillInside);
            }
            at = close + 1;
        }
    }

    /** At the closing quote; at the end of the line where that is missing, to find the next string nevertheless. */
    static int endOfString(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private void fillInside(Placeholder placeholder) {
        Optional<String> value = placeholders.value(placeholder);
        if (value.isEmpty()) {
            report(placeholder, placeholders.problem(placeholder));
        }
        value.ifPresent(text ->
                replace(placeholder, new String(JsonStringEncoder.getInstance().quoteAsString(text))));
    }

    private void fillOutside(Placeholder placeholder) {
        if (placeholders.leavesAlone(placeholder)) {
            return;
        }
        Optional<String> value = placeholders.value(placeholder);
        if (value.isEmpty()) {
            report(placeholder, placeholders.problem(placeholder));
        } else if (!standsAlone(placeholder)) {
            report(
                    placeholder,
                    placeholder.text() + " must stand alone outside of a string; put the whole value in"
                            + " quotes (or is a quote missing before it?)");
        } else if (JsonLiteral.parse(value.get()).isEmpty()) {
            report(
                    placeholder,
                    "the value of " + placeholder.text() + " is not a number, true, false or null, and"
                            + " nothing else can be outside of a string; put it in quotes to have it as text");
        } else {
            replace(placeholder, value.get());
        }
    }

    private boolean standsAlone(Placeholder placeholder) {
        return isBetweenValues(placeholder.start() - 1) && isBetweenValues(placeholder.end());
    }

    private boolean isBetweenValues(int at) {
        return at < 0 || at >= source.length() || BETWEEN_VALUES.indexOf(source.charAt(at)) >= 0;
    }

    private void report(Placeholder placeholder, String problem) {
        problems.add(Position.of(source, placeholder.start()), problem);
    }

    private void replace(Placeholder placeholder, String text) {
        copyUntil(placeholder.start());
        int start = expanded.length();
        expanded.append(text);
        edits.add(new Edit(start, expanded.length(), placeholder.start(), placeholder.end()));
        copied = placeholder.end();
    }

    private void copyUntil(int end) {
        expanded.append(source, copied, end);
        copied = end;
    }

    private record Edit(int start, int end, int sourceStart, int sourceEnd) {}
}
