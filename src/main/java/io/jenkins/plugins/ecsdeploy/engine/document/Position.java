package io.jenkins.plugins.ecsdeploy.engine.document;

import java.util.Comparator;

/**
 * A place in a text, as an editor shows it.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
record Position(int line, int column) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    /** @param offset from 0, in UTF-16 units; may be at or behind the end */
    static Position of(String text, int offset) {
        int end = Math.min(offset, text.length());
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return new Position(line, end - lineStart + 1);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
