package io.jenkins.plugins.ecsdeploy.engine.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a text that is not taken as it is written.
 *
 * @param start offset of its first character
 * @param end offset behind its last character
 * @param text as it is written
 * @param name of the variable; empty for {@link Kind#ESCAPE} and {@link Kind#INVALID}
 */
record Placeholder(int start, int end, Kind kind, String text, String name) {
    enum Kind {
        /** <code>${NAME}</code>. */
        NAMED,
        /** {@code $NAME}. */
        BARE,
        /** {@code <NAME>}. */
        TOKEN,
        /** <code>$${</code>, which stands for <code>${</code>. */
        ESCAPE,
        /** <code>${</code> with something else behind it. */
        INVALID
    }

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]*+";
    private static final String BARE_NAME = "[A-Za-z_][A-Za-z0-9_]*+";
    private static final String TOKEN_NAME = "[A-Z][A-Z0-9_]*+";

    /** A whole text that is one placeholder. */
    static final Pattern ALONE = Pattern.compile("\\$\\{" + NAME + "}|\\$" + BARE_NAME + "|<" + TOKEN_NAME + ">");

    private static final Pattern ANY = Pattern.compile("(?<escape>\\$\\$\\{)|\\$\\{(?<name>" + NAME + ")}"
            + "|(?<invalid>\\$\\{[^}\"\\r\\n]{0,40}}?)|\\$(?<bare>" + BARE_NAME + ")|<(?<token>" + TOKEN_NAME + ")>");

    /** Nothing that the pattern looks for begins otherwise, and most texts have none of these. */
    private static final String BEGINNINGS = "$<";

    /** The placeholders between two offsets, in order. */
    static List<Placeholder> in(String text, int from, int to) {
        int first = from;
        while (first < to && BEGINNINGS.indexOf(text.charAt(first)) < 0) {
            first++;
        }
        if (first == to) {
            return List.of();
        }
        List<Placeholder> found = new ArrayList<>();
        Matcher match = ANY.matcher(text).region(first, to);
        while (match.find()) {
            if (match.group("name") != null) {
                found.add(of(match, Kind.NAMED, match.group("name")));
            } else if (match.group("bare") != null) {
                found.add(of(match, Kind.BARE, match.group("bare")));
            } else if (match.group("token") != null) {
                found.add(of(match, Kind.TOKEN, match.group("token")));
            } else if (match.group("escape") != null) {
                found.add(of(match, Kind.ESCAPE, ""));
            } else if (match.group("invalid") != null) {
                found.add(of(match, Kind.INVALID, ""));
            }
        }
        return found;
    }

    private static Placeholder of(Matcher match, Kind kind, String name) {
        return new Placeholder(match.start(), match.end(), kind, match.group(), name);
    }
}
