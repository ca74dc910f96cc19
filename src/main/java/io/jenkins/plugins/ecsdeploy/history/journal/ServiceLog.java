package io.jenkins.plugins.ecsdeploy.history.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The files of one service: one for each month, to which lines are added. All lines of an entry are in the file of the
 * month in which it was written first, so that a file is understood without the others.
 */
final class ServiceLog {
    private static final Pattern MONTH = Pattern.compile("\\d{4,9}-\\d\\d\\.jsonl");
    /** More than a disk is full for; the oldest are given up. */
    private static final int UNWRITTEN = 200;

    /** Bytes; without the names that every entry has. */
    private static final int SHORTEST_LINE = 150;

    private final Path folder;
    private final Disk disk;
    private final BiConsumer<String, IOException> problems;
    /** What could not be written yet. It is tried again with the next. */
    private final Deque<Entry> unwritten = new ArrayDeque<>();

    private final ServiceKey service;
    private Heads heads;

    ServiceLog(Path folder, ServiceKey service, Disk disk, BiConsumer<String, IOException> problems) {
        this.folder = folder;
        this.service = service;
        this.disk = disk;
        this.problems = problems;
    }

    ServiceKey service() {
        return service;
    }

    /** Remembers an entry that is new. */
    synchronized Entry begin(Entry entry, long now) {
        return write(entry.at(Math.max(now, heads().newest() + 1)));
    }

    /** Remembers an entry anew, if there is one; else as if it were new. */
    synchronized Entry update(Entry entry, long now) {
        return find(entry).map(known -> write(entry.at(known.order()))).orElseGet(() -> begin(entry, now));
    }

    /** Remembers an entry at the moment when it began, unless it is known. */
    synchronized void takeIn(Entry entry) {
        if (find(entry).isEmpty()) {
            write(entry.at(Math.max(1, entry.began())));
        }
    }

    private Optional<Entry> find(Entry entry) {
        return heads().entries().stream()
                .filter(known -> known.id().equals(entry.id()))
                .findFirst()
                .or(() -> all().stream()
                        .filter(known -> known.id().equals(entry.id()))
                        .findFirst());
    }

    private Entry write(Entry entry) {
        heads = heads().with(entry);
        unwritten.add(entry);
        if (unwritten.size() > UNWRITTEN) {
            unwritten.remove();
        }
        flush();
        return entry;
    }

    /** Tries again to write what could not be written. */
    synchronized void flush() {
        try {
            while (!unwritten.isEmpty()) {
                Entry next = unwritten.peek();
                disk.append(file(month(next.order())), EntryJson.line(next));
                unwritten.remove();
            }
        } catch (IOException e) {
            problems.accept(folder + " cannot be written. What was deployed is kept in memory, and tried again", e);
        }
    }

    /** What is in memory, which is read from the files the first time. */
    synchronized Heads heads() {
        if (heads == null) {
            heads = Heads.of(service, all());
        }
        return heads;
    }

    /** The same as it was before a restart; not if it was read meanwhile. */
    synchronized void provide(Heads known) {
        if (heads == null) {
            heads = known;
        }
    }

    synchronized boolean isRead() {
        return heads != null;
    }

    private List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        months().forEach(month -> all.addAll(entries(month)));
        return all;
    }

    /** The months in which there is something, the newest first. */
    synchronized List<YearMonth> months() {
        Map<YearMonth, Boolean> months = new LinkedHashMap<>();
        unwritten.forEach(entry -> months.put(month(entry.order()), true));
        try {
            for (String name : disk.list(folder)) {
                if (MONTH.matcher(name).matches()) {
                    months.put(YearMonth.parse(name.substring(0, name.indexOf('.'))), true);
                }
            }
        } catch (IOException | RuntimeException e) {
            problems.accept(folder + " cannot be read", e instanceof IOException io ? io : new IOException(e));
        }
        return months.keySet().stream().sorted(Comparator.reverseOrder()).toList();
    }

    /** The entries that begin in a month, the newest first. */
    synchronized List<Entry> entries(YearMonth month) {
        List<Entry> entries = written(month);
        List<Entry> waiting = unwritten.stream()
                .filter(entry -> month(entry.order()).equals(month))
                .toList();
        if (waiting.isEmpty()) {
            return entries;
        }
        Map<String, Entry> byId = new LinkedHashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        waiting.forEach(entry -> byId.put(entry.id(), entry));
        return byId.values().stream().sorted(Lines.NEWEST_FIRST).toList();
    }

    private List<Entry> written(YearMonth month) {
        try {
            return Lines.entries(disk.read(file(month))).stream()
                    .filter(entry -> entry.service().folder().equals(name()))
                    .toList();
        } catch (IOException e) {
            problems.accept(file(month) + " cannot be read, and is left out", e);
            return List.of();
        }
    }

    /** Whether it may be worth a look at all entries: from the names and sizes of the files alone. */
    synchronized boolean mayBeBeyond(long oldest, int most) {
        List<YearMonth> months = months();
        if (months.isEmpty()) {
            return false;
        }
        try {
            long bytes = 0;
            for (YearMonth month : months) {
                bytes += disk.size(file(month));
            }
            return !months.get(months.size() - 1).isAfter(month(oldest)) || bytes / SHORTEST_LINE > most;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Forgets what is too old and too much, but never what the service runs.
     *
     * @param oldest what is older goes
     * @param most so many are kept
     */
    synchronized void prune(long oldest, int most) {
        int kept = 0;
        boolean changed = false;
        boolean runs = false;
        for (YearMonth month : months()) {
            List<Entry> entries = entries(month);
            List<Entry> left = new ArrayList<>();
            for (Entry entry : entries) {
                boolean running = !runs && entry.isGood();
                runs |= running;
                if (running || entry.order() >= oldest && kept < most) {
                    left.add(entry);
                    kept++;
                }
            }
            if (left.size() < entries.size()) {
                changed |= replace(month, left);
            }
        }
        if (changed) {
            heads = Heads.of(service, all());
        }
    }

    private boolean replace(YearMonth month, List<Entry> left) {
        try {
            if (left.isEmpty()) {
                disk.delete(file(month));
            } else {
                List<Entry> oldestFirst = new ArrayList<>(left);
                oldestFirst.sort(Lines.NEWEST_FIRST.reversed());
                disk.replace(file(month), Lines.of(oldestFirst));
            }
            return true;
        } catch (IOException e) {
            problems.accept(file(month) + " cannot be shortened", e);
            return false;
        }
    }

    private String name() {
        return folder.toFile().getName();
    }

    static YearMonth month(long order) {
        return YearMonth.from(Instant.ofEpochMilli(order).atOffset(ZoneOffset.UTC));
    }

    private Path file(YearMonth month) {
        return folder.resolve(month + ".jsonl");
    }
}
