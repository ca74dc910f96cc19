package io.jenkins.plugins.ecsdeploy.history.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries in the bytes of a file. */
final class Lines {
    /** The newest first. */
    static final Comparator<Entry> NEWEST_FIRST =
            Comparator.comparingLong(Entry::order).reversed();

    private Lines() {}

    /** Each entry as it was written last, the newest first. Lines that are damaged are left out. */
    static List<Entry> entries(byte[] bytes) {
        Map<String, Entry> byId = new LinkedHashMap<>();
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                put(byId, bytes, from, at);
                from = at + 1;
            }
        }
        // A last line without an end may be whole all the same.
        put(byId, bytes, from, bytes.length);
        List<Entry> entries = new ArrayList<>(byId.values());
        entries.sort(NEWEST_FIRST);
        return entries;
    }

    private static void put(Map<String, Entry> byId, byte[] bytes, int from, int to) {
        if (to > from) {
            EntryJson.read(bytes, from, to).ifPresent(entry -> byId.merge(entry.id(), entry, Lines::later));
        }
    }

    /** An end is the last word, whatever a crash has written in which order. */
    private static Entry later(Entry before, Entry now) {
        return !before.isOpen() && now.isOpen() ? before : now;
    }

    static byte[] of(Collection<Entry> entries) {
        List<byte[]> lines = entries.stream().map(EntryJson::line).toList();
        byte[] all = new byte[lines.stream().mapToInt(line -> line.length).sum()];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, all, at, line.length);
            at += line.length;
        }
        return all;
    }
}
