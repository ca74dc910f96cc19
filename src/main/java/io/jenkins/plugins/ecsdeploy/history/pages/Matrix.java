package io.jenkins.plugins.ecsdeploy.history.pages;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.history.Viewer;
import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import io.jenkins.plugins.ecsdeploy.history.journal.Heads;
import io.jenkins.plugins.ecsdeploy.targets.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Services and places, and what runs where, for somebody: of what is in memory alone. */
public final class Matrix {
    /** One service. */
    public record Row(String service, Map<Column, Cell> byColumn) {
        /** The cells in the order of the columns, null where it does not run. */
        public List<Cell> cells(List<Column> columns) {
            List<Cell> cells = new ArrayList<>();
            columns.forEach(column -> cells.add(byColumn.get(column)));
            return cells;
        }

        public String getName() {
            return Shown.text(service);
        }

        public String getLink() {
            return "service/" + Util.rawEncode(service) + "/";
        }
    }

    private final List<Column> columns;
    private final List<Row> rows;

    private Matrix(List<Column> columns, List<Row> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static Matrix of(Collection<Heads> all, Viewer viewer) {
        Map<String, Map<Column, Cell>> rows =
                new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()));
        Comparator<Column> order = order();
        for (Heads heads : all) {
            if (heads.service().isRepository()) {
                // A tag that was moved runs nowhere.
                continue;
            }
            cell(heads, viewer)
                    .ifPresent(cell -> rows.computeIfAbsent(heads.service().service(), any -> new TreeMap<>(order))
                            .merge(cell.getColumn(), cell, Matrix::newer));
        }
        TreeSet<Column> columns = new TreeSet<>(order);
        List<Row> made = new ArrayList<>();
        rows.forEach((service, cells) -> {
            columns.addAll(cells.keySet());
            compare(cells.values());
            made.add(new Row(service, cells));
        });
        return new Matrix(List.copyOf(columns), made);
    }

    private static Optional<Cell> cell(Heads heads, Viewer viewer) {
        Entry last = null;
        Entry running = null;
        for (Entry entry : heads.entries()) {
            if (!viewer.sees(entry)) {
                continue;
            }
            last = last == null ? entry : last;
            if (entry.isGood()) {
                running = entry;
                break;
            }
        }
        if (last == null) {
            return Optional.empty();
        }
        EntryView view = new EntryView(last, viewer);
        return Optional.of(new Cell(
                Column.of(last, viewer),
                running == null ? null : running == last ? view : new EntryView(running, viewer),
                view));
    }

    /** Two services of one name and place, in other regions or accounts: one has to make room. */
    private static Cell newer(Cell one, Cell other) {
        return one.getLast().entry().order() >= other.getLast().entry().order() ? one : other;
    }

    private static void compare(Collection<Cell> cells) {
        Cell before = null;
        Cell left = null;
        for (Cell cell : cells) {
            if (left != null && cell.getColumn().target() != null) {
                left.promotesTo(cell);
            }
            left = cell;
            if (before != null
                    && cell.getColumn().target() != null
                    && before.getColumn().target() != null) {
                cell.compareWith(before);
            }
            before = cell.getRunning() == null ? before : cell;
        }
    }

    /** The global targets, those of folders, each as they are configured, then clusters without a target. */
    private static Comparator<Column> order() {
        Map<String, List<String>> configured = new HashMap<>();
        return Comparator.comparing((Column column) -> column.target() == null)
                .thenComparing(Column::folder)
                .thenComparing(column -> {
                    int at = configured
                            .computeIfAbsent(column.folder(), Targets::of)
                            .indexOf(column.target());
                    return at < 0 ? Integer.MAX_VALUE : at;
                })
                .thenComparing(column -> column.target() == null ? "" : column.target())
                .thenComparing(Column::place);
    }

    /** What is left of it for a filter. */
    Matrix filtered(String text, String target, String outcome) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        List<Column> shown =
                columns.stream().filter(column -> column.isMeantBy(target)).toList();
        List<Row> left = rows.stream()
                .filter(row -> shown.stream()
                        .map(row.byColumn::get)
                        .anyMatch(cell -> cell != null && cell.has(outcome) && cell.mentions(words, row.service)))
                .toList();
        return new Matrix(shown, left);
    }

    Matrix page(int number, int size) {
        int from = Math.min(rows.size(), Math.max(0, number) * size);
        return new Matrix(columns, rows.subList(from, Math.min(rows.size(), from + size)));
    }

    public List<Column> getColumns() {
        return columns;
    }

    public List<Row> getRows() {
        return rows;
    }

    public int getSize() {
        return rows.size();
    }

    /** All that runs, for programs. */
    List<EntryView> running() {
        List<EntryView> running = new ArrayList<>();
        rows.forEach(row -> columns.forEach(column -> {
            Cell cell = row.byColumn.get(column);
            if (cell != null && cell.getRunning() != null) {
                running.add(cell.getRunning());
            }
        }));
        return running;
    }
}
