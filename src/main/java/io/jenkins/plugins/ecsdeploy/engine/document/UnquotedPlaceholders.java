package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The placeholders outside of the strings of a JSON text, such as <code>{"cpu": ${CPU}}</code>, which is no JSON. Each
 * gives way to a number of the same length, so that everything keeps its place, and the tree gets the value in place of
 * that number: a number, a boolean or null, and nothing that adds a member.
 */
final class UnquotedPlaceholders {
    private static final String BETWEEN_VALUES = " \t\r\n[]{}:,";

    private final String source;
    private final Placeholders placeholders;
    private final Problems problems;
    private final StringBuilder text;
    private final Map<Integer, JsonNode> values = new HashMap<>();

    private UnquotedPlaceholders(String source, Placeholders placeholders, Problems problems) {
        this.source = source;
        this.placeholders = placeholders;
        this.problems = problems;
        this.text = new StringBuilder(source);
    }

    /** @param source without comments */
    static UnquotedPlaceholders of(String source, Placeholders placeholders, Problems problems) {
        UnquotedPlaceholders unquoted = new UnquotedPlaceholders(source, placeholders, problems);
        if (!placeholders.isLiteral()) {
            unquoted.replace();
        }
        return unquoted;
    }

    /** What the parser is to read. */
    String text() {
        return text.toString();
    }

    /** The value that was written as a placeholder there. */
    Optional<JsonNode> value(int offset) {
        return Optional.ofNullable(values.get(offset));
    }

    private void replace() {
        int at = 0;
        while (at < source.length()) {
            int quote = source.indexOf('"', at);
            int end = quote < 0 ? source.length() : quote;
            Placeholder.in(source, at, end).forEach(this::replace);
            at = JsonComments.endOfString(source, end + 1) + 1;
        }
    }

    private void replace(Placeholder placeholder) {
        if (placeholders.leavesAlone(placeholder)) {
            return;
        }
        Optional<String> value = placeholders.value(placeholder);
        Optional<JsonNode> literal = value.flatMap(JsonLiteral::parse);
        if (value.isEmpty()) {
            report(placeholder, placeholders.problem(placeholder));
        } else if (!standsAlone(placeholder)) {
            report(
                    placeholder,
                    placeholder.text() + " must stand alone outside of a string; put the whole value in"
                            + " quotes (or is a quote missing before it?)");
        } else if (literal.isEmpty()) {
            report(
                    placeholder,
                    "the value of " + placeholder.text() + " is not a number, true, false or null, and"
                            + " nothing else can be outside of a string; put it in quotes to have it as text");
        }
        literal.ifPresent(node -> values.put(placeholder.start(), node));
        // One that cannot be filled in, too: the parser is to come to those that are in strings.
        String number = "1" + " ".repeat(placeholder.text().length() - 1);
        text.replace(placeholder.start(), placeholder.end(), number);
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
}
