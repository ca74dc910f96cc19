package io.jenkins.plugins.ecsdeploy.history.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What has become of the names in entries: jobs are renamed, moved and deleted, and another one may take the name. Entries
 * are never written anew for that; a file beside them has what happened since, of the names that they have.
 */
public final class JobNames {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Something that happened to a name.
     *
     * @param order entries of lower orders mean the one that it happened to
     * @param to the new name; null: it is gone
     */
    private record Event(long order, String to) {}

    private final Path file;
    private final Disk disk;
    private final BiConsumer<String, IOException> problems;
    private final Map<String, List<Event>> events = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private Set<String> copy;
    private long last;
    private boolean read;

    public JobNames(Path folder, BiConsumer<String, IOException> problems) {
        this(folder, problems, new Disk());
    }

    JobNames(Path folder, BiConsumer<String, IOException> problems, Disk disk) {
        this.file = folder.resolve("names.jsonl");
        this.problems = problems;
        this.disk = disk;
    }

    /** An entry has that name from now on. */
    public synchronized void use(String name) {
        read();
        if (used.add(name)) {
            copy = null;
            write(Map.of("used", name));
        }
    }

    /**
     * A job or folder has another name.
     *
     * @param order that of an entry which would be written now
     */
    public synchronized void renamed(String from, String to, long order) {
        happened(from, to, order);
        if (used.contains(from)) {
            use(to);
        }
    }

    public synchronized void deleted(String name, long order) {
        happened(name, null, order);
    }

    private void happened(String name, String to, long order) {
        read();
        if (used.contains(name)) {
            last = Math.max(order, last + 1);
            events.computeIfAbsent(name, any -> new ArrayList<>()).add(new Event(last, to));
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("name", name);
            line.put("order", last);
            if (to != null) {
                line.put("to", to);
            }
            write(line);
        }
    }

    /** The name that a job or folder has now; empty: it is gone. */
    public synchronized Optional<String> now(String name, long order) {
        read();
        if (events.isEmpty()) {
            return Optional.of(name);
        }
        String current = name;
        long at = order;
        while (true) {
            Event next = after(current, at);
            if (next == null) {
                return Optional.of(current);
            }
            if (next.to == null) {
                return Optional.empty();
            }
            current = next.to;
            at = next.order;
        }
    }

    private Event after(String name, long order) {
        for (Event event : events.getOrDefault(name, List.of())) {
            if (event.order > order) {
                return event;
            }
        }
        return null;
    }

    /** The names that jobs have, or had, that deployed or that were deployed, and of folders with targets. */
    public synchronized Set<String> used() {
        read();
        if (copy == null) {
            copy = Set.copyOf(used);
        }
        return copy;
    }

    /** The names of entries that may mean the one of that name today. */
    public synchronized boolean isUsed(String name) {
        read();
        return used.contains(name);
    }

    private void read() {
        if (read) {
            return;
        }
        read = true;
        try {
            for (String line : new String(disk.read(file), StandardCharsets.UTF_8).split("\n")) {
                read(line);
            }
        } catch (IOException e) {
            problems.accept(file + " cannot be read", e);
        }
    }

    private void read(String line) {
        try {
            Map<?, ?> map = line.isBlank() ? Map.of() : JSON.readValue(line, Map.class);
            if (map.get("used") instanceof String name) {
                used.add(name);
            } else if (map.get("name") instanceof String name && map.get("order") instanceof Number order) {
                last = Math.max(last, order.longValue());
                events.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(new Event(order.longValue(), map.get("to") instanceof String to ? to : null));
            }
        } catch (JsonProcessingException e) {
            // A damaged line is that one name's.
        }
    }

    private void write(Map<String, ?> line) {
        try {
            disk.append(file, (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            problems.accept(file + " cannot be written", e);
        }
    }
}
