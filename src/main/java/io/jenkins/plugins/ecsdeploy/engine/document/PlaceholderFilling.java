package io.jenkins.plugins.ecsdeploy.engine.document;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Fills in the placeholders of the texts of a document. The document is parsed before, so that a value can never add
 * structure.
 *
 * @param source the document as it was written
 * @param problems gets what cannot be filled in, with its place in the source
 */
record PlaceholderFilling(String source, Placeholders placeholders, Problems problems) {
    /**
     * @param text as the parser understands it
     * @param start the offset in the source where it is written; only asked for where there are placeholders
     * @param end of the text in the source, likewise
     */
    String fill(String text, IntSupplier start, IntSupplier end) {
        List<Placeholder> all = placeholders.isLiteral() ? List.of() : Placeholder.in(text, 0, text.length());
        if (all.isEmpty()) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int copied = 0;
        int first = start.getAsInt();
        int last = end.getAsInt();
        int searched = first;
        for (Placeholder placeholder : all) {
            int found = source.indexOf(placeholder.text(), searched);
            // Where escapes or folded lines hide it, the place is that of the whole text.
            int offset = found >= 0 && found < last ? found : first;
            Optional<String> value = placeholders.value(placeholder);
            if (value.isEmpty()) {
                problems.add(Position.of(source, offset), placeholders.problem(placeholder));
            }
            filled.append(text, copied, placeholder.start()).append(value.orElse(placeholder.text()));
            copied = placeholder.end();
            searched = offset + placeholder.text().length();
        }
        return filled.append(text, copied, text.length()).toString();
    }
}
