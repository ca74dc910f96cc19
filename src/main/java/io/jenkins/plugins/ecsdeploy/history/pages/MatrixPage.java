package io.jenkins.plugins.ecsdeploy.history.pages;

import hudson.Util;
import java.util.List;

/** A page of the matrix, with what was looked for. */
public final class MatrixPage {
    private final Matrix all;
    private final Matrix found;
    private final Matrix shown;
    private final String text;
    private final String target;
    private final String outcome;
    private final int number;
    private final int size;

    MatrixPage(Matrix all, String text, String target, String outcome, int number, int size) {
        this.all = all;
        this.text = text;
        this.target = target;
        this.outcome = outcome;
        this.size = size;
        found = all.filtered(text, target, outcome);
        this.number = Math.min(number, Math.max(0, (found.getSize() - 1) / size));
        shown = found.page(this.number, size);
    }

    /** Nothing that one may see. (Jelly has the word empty for itself.) */
    public boolean isNothing() {
        return all.getSize() == 0;
    }

    public List<Column> getAllColumns() {
        return all.getColumns();
    }

    public List<Column> getColumns() {
        return shown.getColumns();
    }

    public List<Matrix.Row> getRows() {
        return shown.getRows();
    }

    public String getText() {
        return text;
    }

    public boolean isTarget(Column column) {
        return !target.isEmpty() && column.isMeantBy(target);
    }

    public boolean isOutcome(String value) {
        return outcome.equals(value);
    }

    /** How many services there are, and which of them are shown, in words. */
    public String getCount() {
        int from = number * size + 1;
        int to = number * size + shown.getSize();
        return found.getSize() <= size
                ? Messages.MatrixPage_count(found.getSize(), all.getSize())
                : Messages.MatrixPage_some(from, to, found.getSize());
    }

    /** Null: this is the first one. */
    public String getPrevious() {
        return number == 0 ? null : link(number);
    }

    /** Null: this is the last one. */
    public String getNext() {
        return (number + 1) * size >= found.getSize() ? null : link(number + 2);
    }

    private String link(int page) {
        return "?q=" + Util.rawEncode(text) + "&target=" + Util.rawEncode(target) + "&outcome="
                + Util.rawEncode(outcome) + "&page=" + page;
    }
}
