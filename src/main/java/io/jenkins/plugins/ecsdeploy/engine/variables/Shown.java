package io.jenkins.plugins.ecsdeploy.engine.variables;

import java.util.PrimitiveIterator;

/** Text of others in a message: on one line, short, and without characters that hide or reorder what surrounds them. */
public final class Shown {
    private static final int MAX = 100;

    private Shown() {}

    /** The text, with escapes for what cannot be seen. Whatever is longer than {@value #MAX} characters ends in "…". */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder();
        for (PrimitiveIterator.OfInt i = text.codePoints().iterator(); i.hasNext(); ) {
            int c = i.nextInt();
            if (shown.length() >= MAX) {
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
}
