package io.jenkins.plugins.ecsdeploy.history.pages;

import hudson.Util;
import hudson.model.Failure;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.figures.Figures;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.export.Exported;

/** The history of the services of one name, in all places. */
public final class ServiceHistory extends HistoryOf {
    /** Days. */
    private static final int SHORT = 30;

    private static final int LONG = 90;
    private static final int WEEKS = 13;
    /** Entries of a place that figures are made of. */
    private static final int MOST = 2_000;

    private final String service;
    private final long now = System.currentTimeMillis();
    private Map<String, List<Entry>> lately;

    ServiceHistory(String service) {
        this.service = service;
    }

    /** Whether there is one that the viewer may know of. */
    static boolean exists(String service) {
        Viewer viewer = Viewer.current();
        return DeploymentHistory.get().journal().heads().stream()
                .anyMatch(heads -> heads.service().isService(service)
                        && heads.entries().stream().anyMatch(viewer::sees));
    }

    @Override
    boolean mayConcern(Heads of, Viewer viewer) {
        return of.service().isService(service);
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
                        .filter(heads -> heads.service().isService(service))
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
        List<FiguresView> figures = new ArrayList<>();
        Set<String> stages = stages();
        lately().forEach((place, entries) -> {
            for (int days : new int[] {SHORT, LONG}) {
                figures.add(new FiguresView(place, Figures.of(entries, stages, days, now)));
            }
        });
        return figures;
    }

    /** The same week by week, to be drawn; nothing where the plugin that draws is missing. */
    public List<FiguresChart> getCharts() {
        List<FiguresChart> charts = new ArrayList<>();
        if (Jenkins.get().getPlugin("echarts-api") != null) {
            Set<String> stages = stages();
            lately().forEach((place, entries) ->
                    charts.add(new FiguresChart(place, Figures.weekly(entries, stages, WEEKS, now), now)));
        }
        return charts;
    }

    /** The jobs that deploy it, anywhere. */
    private Set<String> stages() {
        return lately().values().stream().flatMap(List::stream).map(Entry::job).collect(Collectors.toSet());
    }

    /** Entries by the names of places; read once for a page. */
    private Map<String, List<Entry>> lately() {
        if (lately == null) {
            Viewer viewer = Viewer.current();
            long since = now - Duration.ofDays(LONG).toMillis();
            lately = new LinkedHashMap<>();
            for (Cell cell : getCells()) {
                lately.put(
                        cell.getLast().getPlace(),
                        DeploymentHistory.get()
                                .journal()
                                .page(
                                        List.of(cell.getLast().entry().service()),
                                        Optional.empty(),
                                        MOST,
                                        entry -> entry.began() >= since && viewer.sees(entry)));
            }
        }
        return lately;
    }

    /** The address, below Jenkins, that leads to the form in which what runs in one place is chosen for another. */
    static String form(String service, Column from, Column to) {
        return HistoryRoot.NAME + "/service/" + Util.rawEncode(service) + "/form?from=" + Util.rawEncode(from.getKey())
                + "&to=" + Util.rawEncode(to.getKey());
    }

    /** Leads to that form, or says why there is none. */
    @SuppressWarnings({"lgtm[jenkins/csrf]", "lgtm[jenkins/no-permission-check]"}) // the form asks for the permission
    public HttpResponse doForm(@QueryParameter String from, @QueryParameter String to) {
        List<Cell> cells = getCells();
        Optional<Cell> what = named(from, cells);
        Optional<Cell> where = named(to, cells);
        Optional<String> form = what.flatMap(cell -> where.flatMap(place -> form(cell, place)));
        return HttpResponses.redirectViaContextPath(
                form.orElseThrow(() -> new Failure(Messages.ServiceHistory_noForm())));
    }

    /** Back to what runs there, by the job that brought it; else by the job that deployed there last. */
    private static Optional<String> form(Cell from, Cell to) {
        EntryView running = from.getRunning();
        if (running == null) {
            return Optional.empty();
        }
        return (to == from ? running : to.getLast()).formFor(running);
    }

    private static Optional<Cell> named(String place, List<Cell> cells) {
        return cells.stream()
                .filter(cell -> Util.fixEmpty(place) != null && cell.getColumn().isMeantBy(place))
                .findFirst();
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
