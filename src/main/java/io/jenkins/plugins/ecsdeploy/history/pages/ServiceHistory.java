package io.jenkins.plugins.ecsdeploy.history.pages;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.figures.Figures;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;

/** The history of the services of one name, in all places. */
public final class ServiceHistory extends HistoryOf {
    /** Days. */
    private static final int SHORT = 30;

    private static final int LONG = 90;
    /** Entries of a place that figures are made of. */
    private static final int MOST = 2_000;

    private final String service;

    ServiceHistory(String service) {
        this.service = service;
    }

    /** Whether there is one that the viewer may know of. */
    static boolean exists(String service) {
        Viewer viewer = Viewer.current();
        return DeploymentHistory.get().journal().heads().stream()
                .anyMatch(heads -> heads.service().service().equals(service)
                        && heads.entries().stream().anyMatch(viewer::sees));
    }

    @Override
    boolean mayConcern(Heads of, Viewer viewer) {
        return of.service().service().equals(service);
    }

    @Override
    boolean concerns(Entry entry, Viewer viewer) {
        return true;
    }

    @Override
    public String getTitle() {
        return Messages.ServiceHistory_title(Shown.text(service));
    }

    public String getService() {
        return service;
    }

    @Override
    String address() {
        return HistoryRoot.NAME + "/service/" + Util.rawEncode(service) + "/";
    }

    private Matrix matrix() {
        return Matrix.of(
                DeploymentHistory.get().journal().heads().stream()
                        .filter(heads -> heads.service().service().equals(service))
                        .toList(),
                Viewer.current());
    }

    /** What runs in each place. */
    public List<Cell> getCells() {
        List<Cell> cells = new ArrayList<>();
        Matrix matrix = matrix();
        matrix.getRows()
                .forEach(row -> row.cells(matrix.getColumns()).forEach(cell -> {
                    if (cell != null) {
                        cells.add(cell);
                    }
                }));
        return cells;
    }

    @Exported(visibility = 2)
    public List<EntryView> getRunning() {
        return matrix().running();
    }

    /** How it was deployed lately, for each place over a month and over three. */
    public List<FiguresView> getFigures() {
        Viewer viewer = Viewer.current();
        long now = System.currentTimeMillis();
        long since = now - Duration.ofDays(LONG).toMillis();
        List<FiguresView> figures = new ArrayList<>();
        for (Cell cell : getCells()) {
            List<Entry> entries = DeploymentHistory.get()
                    .journal()
                    .page(
                            List.of(cell.getLast().entry().service()),
                            Optional.empty(),
                            MOST,
                            entry -> entry.began() >= since && viewer.sees(entry));
            for (int days : new int[] {SHORT, LONG}) {
                figures.add(new FiguresView(cell.getColumn().getName(), Figures.of(entries, days, now)));
            }
        }
        return figures;
    }

    /** Where one may deploy what runs in that cell to, by forms of the jobs that deployed there last. */
    public List<Promotion> promotions(Cell from) {
        List<Promotion> promotions = new ArrayList<>();
        if (from.getRunning() != null) {
            for (Cell to : getCells()) {
                if (!to.getColumn().equals(from.getColumn())) {
                    Optional<String> form = to.getLast().formFor(from.getRunning());
                    form.ifPresent(
                            link -> promotions.add(new Promotion(to.getColumn().getName(), link)));
                }
            }
        }
        return promotions;
    }
}
