package io.jenkins.plugins.ecsdeploy.engine;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How names that others chose are shown in messages. */
public final class Shown {
    /** A name of these alone is where it begins and ends for every reader; ECS takes nothing else for a container. */
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_-]+");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

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
}
