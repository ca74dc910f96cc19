package io.jenkins.plugins.ecsdeploy.history.pages;

import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import java.time.Duration;
import java.util.Locale;

/** How an entry ended, as pages tell it: by a word, and by a colour that says the same. */
public enum Outcome {
    GOOD,
    PROGRESS,
    GATE,
    ROLLED_BACK,
    FAILED,
    /** Nobody saw the end. */
    UNKNOWN;

    /** So long deployments are followed, whatever happens to their builds, and a little more. */
    private static final long FOLLOWED = Duration.ofDays(15).toMillis();

    /**
     * Of a deployment that another step has seen to its end, as that one tells it: what AWS still tidies up is no progress.
     * One that left it to itself tells nothing.
     */
    static Outcome of(Entry entry, Viewer viewer) {
        return !entry.isOpen()
                ? of(entry)
                : DeploymentHistory.get().journal().newest(entry.service()).stream()
                        .filter(other -> other.goesOnWith(entry) && !other.isOpen() && viewer.sees(other))
                        .map(Outcome::of)
                        .filter(end -> end != UNKNOWN)
                        .findFirst()
                        .orElseGet(() -> of(entry));
    }

    private static Outcome of(Entry entry) {
        if (entry.isOpen()) {
            if (System.currentTimeMillis() - entry.began() > FOLLOWED) {
                return UNKNOWN;
            }
            return entry.openGate().isPresent() ? GATE : PROGRESS;
        }
        if (entry.isGood()) {
            return GOOD;
        }
        return switch (entry.end().status()) {
            case "ROLLED_BACK" -> ROLLED_BACK;
            case "LEFT" -> UNKNOWN;
            default -> FAILED;
        };
    }

    /** The value of a filter. */
    public String getValue() {
        return name().toLowerCase(Locale.ENGLISH).replace('_', '-');
    }

    public String getWord() {
        return switch (this) {
            case GOOD -> Messages.Outcome_good();
            case PROGRESS -> Messages.Outcome_progress();
            case GATE -> Messages.Outcome_gate();
            case ROLLED_BACK -> Messages.Outcome_rolledBack();
            case FAILED -> Messages.Outcome_failed();
            default -> Messages.Outcome_unknown();
        };
    }
}
