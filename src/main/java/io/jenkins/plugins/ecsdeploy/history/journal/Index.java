package io.jenkins.plugins.ecsdeploy.history.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is in memory of all services, in one file, so that it is there soon after a start. Beside it, a list of services
 * that have changed since it was written, whose own files are to be read. Without it, all files are.
 */
final class Index {
    private static final String NAME = "index.jsonl";
    private static final String CHANGED = "changed-";

    private final Path folder;
    private final Disk disk;
    private final Set<String> changed = new HashSet<>();
    private long generation;

    Index(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** To be called before a service is written to. */
    synchronized void changes(String name) throws IOException {
        if (!changed.contains(name)) {
            disk.append(changedFile(generation), (name + "\n").getBytes(StandardCharsets.UTF_8));
            changed.add(name);
        }
    }

    synchronized boolean isBehind() {
        return !changed.isEmpty();
    }

    /** What was in memory of those services that have not changed since; nothing if that is not known. */
    synchronized Optional<Map<String, Heads>> read() throws IOException {
        Set<String> behind = new HashSet<>();
        long newest = 0;
        byte[] bytes = disk.read(folder.resolve(NAME));
        long of = generationOf(bytes);
        for (String name : disk.list(folder)) {
            if (name.startsWith(CHANGED)) {
                long each = number(name.substring(CHANGED.length()));
                newest = Math.max(newest, each);
                if (each >= of) {
                    behind.addAll(names(disk.read(folder.resolve(name))));
                }
            }
        }
        generation = Math.max(of, newest);
        changed.addAll(behind);
        if (of == 0) {
            return Optional.empty();
        }
        Map<ServiceKey, List<Entry>> entries = new LinkedHashMap<>();
        Lines.entries(bytes)
                .forEach(entry -> entries.computeIfAbsent(entry.service(), any -> new ArrayList<>())
                        .add(entry));
        Map<String, Heads> heads = new LinkedHashMap<>();
        entries.forEach((service, newestFirst) -> {
            if (!behind.contains(service.folder())) {
                heads.put(service.folder(), new Heads(service, newestFirst));
            }
        });
        return Optional.of(heads);
    }

    private static List<String> names(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    /** The first line has it, and the last one repeats it, so that a file that was cut off is none. */
    private static long generationOf(byte[] bytes) {
        int end = bytes.length - 1;
        if (end < 0 || bytes[end] != '\n') {
            return 0;
        }
        int from = end;
        while (from > 0 && bytes[from - 1] != '\n') {
            from--;
        }
        int to = 0;
        while (bytes[to] != '\n') {
            to++;
        }
        String first = new String(bytes, 0, to, StandardCharsets.UTF_8);
        String last = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        return from > to && first.equals(last) ? number(first) : 0;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * Writes it anew.
     *
     * @param heads asked when changes are noted for the next time already, so that none is missed
     */
    void write(Supplier<Collection<Heads>> heads) throws IOException {
        long next;
        synchronized (this) {
            next = generation + 1;
            generation = next;
            changed.clear();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] frame = (next + "\n").getBytes(StandardCharsets.UTF_8);
        content.writeBytes(frame);
        heads.get().forEach(each -> content.writeBytes(Lines.of(each.entries())));
        content.writeBytes(frame);
        disk.replace(folder.resolve(NAME), content.toByteArray());
        for (String name : disk.list(folder)) {
            if (name.startsWith(CHANGED) && number(name.substring(CHANGED.length())) < next) {
                disk.delete(folder.resolve(name));
            }
        }
    }

    private Path changedFile(long of) {
        return folder.resolve(CHANGED + of);
    }
}
