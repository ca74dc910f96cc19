package io.jenkins.plugins.ecsdeploy.history.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What was deployed to which service. It is written for good as soon as it is told; of each service the newest is in memory,
 * and the rest is read from its files by pages. Where the disk does not take or give something, that goes to the log, and
 * nothing fails: no deployment depends on it.
 */
public final class Journal {
    /**
     * How much is kept of a service.
     *
     * @param days what began earlier is forgotten
     * @param entries at most so many are kept
     */
    public record Limits(int days, int entries) {}

    private static final long DAY = 24L * 60 * 60 * 1000;

    private final Path folder;
    private final Disk disk;
    private final LongSupplier clock;
    private final BiConsumer<String, IOException> problems;
    private final Index index;
    private final Map<String, ServiceLog> logs = new ConcurrentHashMap<>();
    private final Map<String, ServiceKey> keys = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    /**
     * @param clock milliseconds since the epoch
     * @param problems hears what the disk does not do
     */
    public Journal(Path folder, LongSupplier clock, BiConsumer<String, IOException> problems) {
        this(folder, clock, problems, new Disk());
    }

    Journal(Path folder, LongSupplier clock, BiConsumer<String, IOException> problems, Disk disk) {
        this.folder = folder;
        this.clock = clock;
        this.problems = problems;
        this.disk = disk;
        this.index = new Index(folder, disk);
    }

    /** Reads what is to be in memory. Takes a while; until then, services are missing. */
    public void load() {
        try {
            Optional<Map<String, Heads>> known = index.read();
            for (String name : disk.list(folder)) {
                Heads heads = known.map(all -> all.get(name)).orElse(null);
                if (heads != null) {
                    log(heads.service()).provide(heads);
                } else if (name.contains("@")) {
                    read(name);
                }
            }
        } catch (IOException e) {
            problems.accept(folder + " cannot be read", e);
        }
        loaded = true;
    }

    /** Of a service that is known by the name of its folder alone: who it is, its entries say. */
    private void read(String name) {
        if (logs.containsKey(name)) {
            logs.get(name).heads();
            return;
        }
        ServiceLog files = new ServiceLog(folder.resolve(name), new ServiceKey("", "", "", ""), disk, problems);
        files.heads().entries().stream()
                .findFirst()
                .ifPresent(entry -> log(entry.service())
                        .provide(new Heads(entry.service(), files.heads().entries())));
    }

    /** False until all services are known. */
    public boolean isLoaded() {
        return loaded;
    }

    /** Writes down that something was begun. */
    public Entry begin(Entry entry) {
        Entry placed = entry.of(located(entry.service()));
        return changed(placed.service()).begin(placed, clock.getAsLong());
    }

    /** Writes down what has become of it: in place of what was written under its id, or anew if that is not there. */
    public Entry update(Entry entry) {
        Entry placed = entry.of(located(entry.service()));
        return changed(placed.service()).update(placed, clock.getAsLong());
    }

    /** Writes down what was deployed long ago, at its place; what is known already stays as it is. */
    public void takeIn(Entry old) {
        Entry placed = old.of(located(old.service()));
        changed(placed.service()).takeIn(placed);
    }

    /** A deployment may fail before its account is known: then it belongs to the one service of that name, if there is one. */
    private ServiceKey located(ServiceKey service) {
        if (!service.account().isEmpty() || service.isRepository()) {
            return service;
        }
        List<ServiceKey> same =
                keys.values().stream().filter(service::mayBe).distinct().toList();
        List<ServiceKey> known =
                same.stream().filter(key -> !key.account().isEmpty()).toList();
        return known.size() == 1 ? known.get(0) : service;
    }

    private ServiceLog changed(ServiceKey service) {
        try {
            index.changes(service.folder());
        } catch (IOException e) {
            problems.accept(folder + " cannot be written", e);
        }
        return log(service);
    }

    private ServiceLog log(ServiceKey service) {
        String name = service.folder();
        keys.putIfAbsent(name, service);
        return logs.computeIfAbsent(name, any -> new ServiceLog(folder.resolve(name), service, disk, problems));
    }

    /** What is in memory of all services. */
    public List<Heads> heads() {
        return logs.values().stream()
                .filter(ServiceLog::isRead)
                .map(ServiceLog::heads)
                .filter(heads -> !heads.entries().isEmpty())
                .toList();
    }

    /** What is in memory of a service. */
    public Optional<Heads> heads(ServiceKey service) {
        return Optional.ofNullable(logs.get(service.folder())).map(ServiceLog::heads);
    }

    /** The entries in memory of a service, the newest first. */
    public List<Entry> newest(ServiceKey service) {
        return heads(service).map(Heads::entries).orElse(List.of());
    }

    /**
     * A page of the entries of some services, the newest first. Reads no more files than it takes.
     *
     * @param after the place where the page before ended; empty: the first one
     * @param wanted which entries
     */
    public List<Entry> page(
            Collection<ServiceKey> services, Optional<PageMark> after, int limit, Predicate<Entry> wanted) {
        return new NewestFirst(
                        services.stream()
                                .map(ServiceKey::folder)
                                .map(logs::get)
                                .filter(Objects::nonNull)
                                .toList(),
                        after,
                        wanted)
                .take(limit);
    }

    /** Writes what is in memory to one file, from which the next start reads it. */
    public void save() {
        logs.values().forEach(ServiceLog::flush);
        if (!loaded || !index.isBehind()) {
            return;
        }
        try {
            index.write(() -> heads().stream()
                    .sorted(Comparator.comparing(heads -> heads.service().folder()))
                    .toList());
        } catch (IOException e) {
            problems.accept(folder + " cannot be written", e);
        }
    }

    /** Forgets what is beyond the limits. Reads all files that may have such entries, so it is for the background. */
    public void prune(Limits limits) {
        long oldest = clock.getAsLong() - limits.days() * DAY;
        logs.values().stream()
                .filter(log -> log.mayBeBeyond(oldest, limits.entries()))
                .map(ServiceLog::service)
                .forEach(service -> changed(service).prune(oldest, limits.entries()));
    }
}
