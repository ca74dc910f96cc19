package io.jenkins.plugins.ecsdeploy.history.pages;

import io.jenkins.plugins.ecsdeploy.engine.Durations;
import io.jenkins.plugins.ecsdeploy.history.figures.Figures;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Figures in words, for a table.
 *
 * @param place where
 */
public record FiguresView(String place, Figures figures) {
    private static final String NONE = "–";

    public String getPlace() {
        return place;
    }

    public int getDays() {
        return figures.days();
    }

    public int getDeployments() {
        return figures.deployments();
    }

    public String getPerWeek() {
        return String.format(Locale.ENGLISH, "%.1f", figures.perWeek());
    }

    public String getFailed() {
        return figures.failedShare()
                .map(share -> String.format(Locale.ENGLISH, "%.0f %%", 100 * share))
                .orElse(NONE);
    }

    public String getLead() {
        return words(figures.lead());
    }

    public String getRestore() {
        return words(figures.restore());
    }

    private static String words(Figures.Spread spread) {
        return spread.median().isEmpty() ? NONE : words(spread.median()) + " / " + words(spread.p90());
    }

    /** Nobody compares milliseconds of what takes minutes. */
    private static String words(Optional<Duration> duration) {
        return duration.map(exact -> Durations.inWords(Duration.ofSeconds(exact.toSeconds())))
                .orElse(NONE);
    }
}
