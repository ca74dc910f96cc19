package io.jenkins.plugins.ecsdeploy.history.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.history.RunningNow;
import java.util.List;
import java.util.Locale;

/** What runs of a service in one place, and what happened there since. */
public final class Cell {
    private final Column column;
    private final EntryView running;
    private final EntryView last;
    private Cell before;
    private Cell next;

    /**
     * @param running the newest that ended well; null: none did
     * @param last the newest of all
     */
    Cell(Column column, @CheckForNull EntryView running, EntryView last) {
        this.column = column;
        this.running = running;
        this.last = last;
    }

    public Column getColumn() {
        return column;
    }

    @CheckForNull
    public EntryView getRunning() {
        return running;
    }

    public EntryView getLast() {
        return last;
    }

    /** What was tried after what runs; null: nothing. */
    @CheckForNull
    public EntryView getSince() {
        return running != null && running.entry() == last.entry() ? null : last;
    }

    /** To the next place, unless that runs the same; null: nothing is offered. Whether the job has that build, a click tells. */
    @CheckForNull
    public Promotion getPromotion() {
        if (running == null || next == null || !next.last.mayHaveFormFor(running)) {
            return null;
        }
        return next.running != null && next.running.isOfTheSameBuilds(running)
                ? null
                : new Promotion(next.column.getName(), form(next));
    }

    /** Back to what ran before something else was tried, or was done outside of Jenkins; null: nothing is offered. */
    @CheckForNull
    public Promotion getBack() {
        boolean another =
                running != null && (getSince() != null && !last.entry().isOpen() || getOther() != null);
        return another && running.mayHaveFormFor(running) ? new Promotion(column.getName(), form(this)) : null;
    }

    private String form(Cell to) {
        return ServiceHistory.form(getLast().entry().service().service(), column, to.column);
    }

    /** How far it is behind the place before it; null: it is not. Found out for what is shown alone. */
    @CheckForNull
    public Behind getBehind() {
        return running == null || before == null || before.running == null
                ? null
                : Behind.of(running, before.running, before.column).orElse(null);
    }

    /** What it was seen to run instead, in words; null: nothing else. */
    @CheckForNull
    public String getOther() {
        return running == null
                ? null
                : RunningNow.get()
                        .other(running.entry().service())
                        .filter(other -> other.entryId().equals(running.entry().id()))
                        .map(other -> other.taskDefinitionArn() == null
                                ? Messages.Cell_gone()
                                : Messages.Cell_other(Arns.shortName(other.taskDefinitionArn())))
                        .orElse(null);
    }

    void promotesTo(Cell place) {
        next = place;
    }

    /** Compares it with what runs in the place before this one. */
    void compareWith(Cell place) {
        before = place;
    }

    boolean has(String outcome) {
        return outcome.isEmpty()
                || last.getOutcome().getValue().equals(outcome)
                || outcome.equals("behind") && getBehind() != null
                || outcome.equals("progress") && last.getOutcome() == Outcome.GATE;
    }

    /** Whether each of the words is in what is shown. */
    boolean mentions(List<String> words, String service) {
        if (words.isEmpty()) {
            return true;
        }
        String text =
                (service + " " + column.getName() + " " + text(running) + " " + text(last)).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    private static String text(@CheckForNull EntryView view) {
        return view == null
                ? ""
                : String.join(
                        " ",
                        view.getBuildName(),
                        view.getTags(),
                        view.getDigest(),
                        view.getBy(),
                        view.getRevision(),
                        view.getOutcome().getWord());
    }
}
