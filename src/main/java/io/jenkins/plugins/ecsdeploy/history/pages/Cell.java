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
    private Behind behind;

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

    @CheckForNull
    public Behind getBehind() {
        return behind;
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

    /** Compares it with what runs in the place before this one. */
    void compareWith(Cell before) {
        behind = running == null || before.running == null
                ? null
                : Behind.of(running, before.running, before.column).orElse(null);
    }

    boolean has(String outcome) {
        return outcome.isEmpty()
                || last.getOutcome().getValue().equals(outcome)
                || outcome.equals("behind") && behind != null
                || outcome.equals("progress") && last.getOutcome() == Outcome.GATE;
    }

    /** Whether each of the words is in what is shown. */
    boolean mentions(List<String> words, String service) {
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
