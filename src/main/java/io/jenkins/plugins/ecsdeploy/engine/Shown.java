package io.jenkins.plugins.ecsdeploy.engine;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.PrimitiveIterator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How names and texts that others chose are shown in messages. */
public final class Shown {
    /** A name of these alone is where it begins and ends for every reader; ECS takes nothing else for a container. */
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_-]+");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final int LONGEST = 100;

    private Shown() {}

    /** The name; in quotes if it could hide, seem to be several words, or begin a line of its own. */
    public static String name(String name) {
        return SIMPLE.matcher(name).matches() ? name : TextNode.valueOf(name).toString();
    }

    /** The name as a key of a map in a Jenkinsfile. */
    public static String key(String name) {
        if (IDENTIFIER.matcher(name).matches()) {
            return name;
        }
        String quoted = TextNode.valueOf(name).toString();
        return "'"
                + quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("'", "\\'") + "'";
    }

    /** The names, with commas between them. */
    public static String names(Collection<String> names) {
        return names.stream().map(Shown::name).collect(Collectors.joining(", "));
    }

    /**
     * The text on one line, short, and without characters that hide or reorder what surrounds them: with escapes for what
     * cannot be seen. Whatever is longer than {@value #LONGEST} characters ends in "…".
     */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder();
        for (PrimitiveIterator.OfInt i = text.codePoints().iterator(); i.hasNext(); ) {
            int c = i.nextInt();
            if (shown.length() >= LONGEST) {
                return shown.append('…').toString();
            }
            if (isVisible(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        }
        return shown.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** The text in quotes, on one line, so that it cannot look like a line of its own, and not too long. */
    public static String quote(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        return "'" + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + "'";
    }
}
