package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Makes JSON values of YAML scalars, with their placeholders filled in. The document is parsed before, so that a value
 * can never add structure.
 */
final class YamlScalars {
    private final String name;
    private final String source;
    private final Placeholders placeholders;
    private final Problems problems;

    YamlScalars(String name, String source, Placeholders placeholders, Problems problems) {
        this.name = name;
        this.source = source;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    JsonNode value(ScalarNode node) {
        String text = text(node);
        Tag tag = node.getTag();
        if (tag.equals(Tag.STR)) {
            return TextNode.valueOf(text);
        }
        if (tag.equals(YamlTypes.PLACEHOLDER)) {
            return placeholders.isLiteral()
                    ? TextNode.valueOf(text)
                    : JsonLiteral.parse(text).orElseGet(() -> TextNode.valueOf(text));
        }
        if (node.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN && YamlTypes.isNumber(tag, text)) {
            // What is too long for a number, such as a commit of digits and an e, can only be meant as a text.
            return JsonLiteral.parse(text).orElseGet(() -> TextNode.valueOf(text));
        }
        return typed(tag, text)
                .orElseThrow(() -> Problems.at(
                        name,
                        YamlText.position(node.getStartMark()),
                        "'" + node.getValue() + "' cannot be read as " + YamlTree.shown(tag)
                                + "; remove the tag or the quotes"));
    }

    /** Keys are always text: {@code 1: x} has the key "1". */
    String text(ScalarNode node) {
        String text = node.getValue();
        if (placeholders.isLiteral()) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int copied = 0;
        int searched = offset(node.getStartMark());
        for (Placeholder placeholder : Placeholder.in(text, 0, text.length())) {
            int found = find(placeholder, searched, node);
            filled.append(text, copied, placeholder.start());
            Optional<String> value = placeholders.value(placeholder);
            if (value.isEmpty()) {
                problems.add(Position.of(source, found), placeholders.problem(placeholder));
            }
            filled.append(value.orElse(placeholder.text()));
            copied = placeholder.end();
            searched = found + placeholder.text().length();
        }
        return filled.append(text, copied, text.length()).toString();
    }

    private static Optional<JsonNode> typed(Tag tag, String text) {
        if (tag.equals(Tag.NULL) && YamlTypes.NOTHING.matcher(text).matches()) {
            return Optional.of(NullNode.getInstance());
        }
        if (tag.equals(Tag.BOOL) && YamlTypes.BOOLEAN.matcher(text).matches()) {
            return Optional.of(Written.scalar(
                    BooleanNode.valueOf(YamlTypes.TRUE.matcher(text).matches()), text));
        }
        boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
        return number ? JsonLiteral.parse(text).filter(JsonNode::isNumber) : Optional.empty();
    }

    /** The offset in the source; that of the scalar where escapes or folded lines hide the placeholder. */
    private int find(Placeholder placeholder, int from, ScalarNode node) {
        int found = source.indexOf(placeholder.text(), from);
        return found >= 0 && found < offset(node.getEndMark()) ? found : offset(node.getStartMark());
    }

    /** Marks count code points. */
    private int offset(Mark mark) {
        return source.offsetByCodePoints(0, mark.getIndex());
    }
}
