package io.jenkins.plugins.ecsdeploy.history.pages;

import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import java.time.Duration;
import java.util.List;
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

    /** Of a deployment that another step goes on with, as that one ended: what AWS still tidies up is no progress of it. */
    static Outcome of(Entry entry, Viewer viewer) {
        return of(entry.isOpen() ? followed(entry, viewer) : entry);
    }

    private static Entry followed(Entry open, Viewer viewer) {
        return DeploymentHistory.get().journal().heads(open.service()).stream()
                .map(Heads::entries)
                .flatMap(List::stream)
                .filter(entry -> entry.goesOnWith(open) && viewer.sees(entry))
                .findFirst()
                .orElse(open);
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
