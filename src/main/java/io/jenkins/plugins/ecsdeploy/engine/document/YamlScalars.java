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
 * Makes JSON values of YAML scalars, with their placeholders filled in.
 *
 * @param name of the document, for messages
 */
record YamlScalars(String name, PlaceholderFilling filling) {
    JsonNode value(ScalarNode node) {
        String text = text(node);
        Tag tag = node.getTag();
        if (tag.equals(Tag.STR)) {
            return TextNode.valueOf(text);
        }
        if (tag.equals(YamlTypes.PLACEHOLDER)
                || node.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN && YamlTypes.isNumber(tag, text)) {
            // What is too long for a number, such as a commit of digits and an e, can only be meant as a text.
            return literal(text).orElseGet(() -> TextNode.valueOf(text));
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
        return filling.fill(node.getValue(), () -> offset(node.getStartMark()), () -> offset(node.getEndMark()));
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
        return number ? literal(text).filter(JsonNode::isNumber) : Optional.empty();
    }

    private static Optional<JsonNode> literal(String text) {
        return JsonLiteral.parse(text).map(value -> Written.scalar(value, text));
    }

    /** Marks count code points. */
    private int offset(Mark mark) {
        return filling.source().offsetByCodePoints(0, mark.getIndex());
    }
}
