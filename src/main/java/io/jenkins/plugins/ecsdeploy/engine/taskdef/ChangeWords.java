package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;

/** Puts one change into words, and decides what may be seen of the values. */
final class ChangeWords {
    static final JsonNode NOTHING = MissingNode.getInstance();

    private static final String CONTAINER = "containerDefinitions[].";

    /** What people call the entries of these lists, and the member that is their value. */
    private static final Map<String, Named> NAMED = Map.of(
            CONTAINER + "environment", new Named("variable", "value"),
            CONTAINER + "secrets", new Named("secret", "valueFrom"),
            CONTAINER + "logConfiguration.secretOptions", new Named("secret log option", "valueFrom"));

    private final boolean showValues;

    ChangeWords(boolean showValues) {
        this.showValues = showValues;
    }

    /**
     * A line about a part that was added, removed or changed: texts, numbers and booleans are shown, if they are not
     * the user's own; of lists and objects only that they changed, since a command may hold a password.
     *
     * @param shown path for people
     * @param path pattern of the part, see {@link Shape}
     */
    TaskDefinitionChange change(String shown, String path, JsonNode before, JsonNode after) {
        boolean plain = !before.isContainerNode() && !after.isContainerNode() && !Shape.isUsersOwn(path);
        return line(shown, before, after, plain || showValues);
    }

    /** A line about an entry of a list of names and values; empty for all other lists, and where nothing changed. */
    Optional<TaskDefinitionChange> namedValue(String shown, String path, String name, JsonNode before, JsonNode after) {
        if (!NAMED.containsKey(path) || before.equals(after)) {
            return Optional.empty();
        }
        Named named = NAMED.get(path);
        String container = shown.substring(
                0, shown.length() - path.substring(CONTAINER.length()).length());
        return Optional.of(line(
                container + named.word + " " + name,
                before.path(named.valueKey),
                after.path(named.valueKey),
                showValues));
    }

    private static TaskDefinitionChange line(String what, JsonNode before, JsonNode after, boolean visible) {
        Optional<String> old = text(before, visible);
        Optional<String> now = text(after, visible);
        if (before.isMissingNode()) {
            String words = what + " added" + now.map(value -> ": " + value).orElse("");
            return new TaskDefinitionChange(what, "added", old, now, words);
        }
        if (after.isMissingNode()) {
            return new TaskDefinitionChange(what, "removed", old, now, what + " removed");
        }
        boolean shown = visible && !before.equals(after);
        String words = what + (shown ? " " + old.orElseThrow() + " → " + now.orElseThrow() : " changed");
        return new TaskDefinitionChange(what, "changed", old, now, words);
    }

    /** A whole container, of which only the image is told. */
    static TaskDefinitionChange container(String name, String kind, JsonNode added) {
        String what = name + ": container";
        Optional<String> image = Optional.of(added.path("image").asText("")).filter(known -> !known.isEmpty());
        return new TaskDefinitionChange(
                what,
                kind,
                Optional.empty(),
                image,
                what + " " + kind + image.map(known -> " with image " + known).orElse(""));
    }

    private static Optional<String> text(JsonNode value, boolean visible) {
        return visible && !value.isMissingNode() ? Optional.of(text(value)) : Optional.empty();
    }

    /** A text with blanks or control characters is quoted, so that it can neither hide nor begin a line of its own. */
    private static String text(JsonNode value) {
        boolean simple = value.isTextual() && value.textValue().matches("[^\\s\\p{Cntrl}\"]+");
        return simple ? value.textValue() : value instanceof TextNode text ? text.toString() : value.toString();
    }

    private record Named(String word, String valueKey) {}
}
