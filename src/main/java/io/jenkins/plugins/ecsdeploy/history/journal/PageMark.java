package io.jenkins.plugins.ecsdeploy.history.journal;

import java.util.Comparator;
import java.util.Optional;

/** Where a page of entries ends, so that the next one goes on there, whatever is written meanwhile. */
public record PageMark(long order, String id) {
    private static final Comparator<Entry> BEFORE =
            Comparator.comparingLong(Entry::order).reversed().thenComparing(Entry::id);

    /** The newest first, and a sure order where services have entries of the same moment. */
    static Comparator<Entry> newestFirst() {
        return BEFORE;
    }

    public static PageMark of(Entry entry) {
        return new PageMark(entry.order(), entry.id());
    }

    /** What {@link #toString} has made; nothing of anything else. */
    public static Optional<PageMark> parse(String text) {
        int dot = text == null ? -1 : text.indexOf('.');
        try {
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(new PageMark(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the entry comes after this place. */
    boolean isBefore(Entry entry) {
        return entry.order() < order || entry.order() == order && entry.id().compareTo(id) > 0;
    }

    @Override
    public String toString() {
        return order + "." + id;
    }
}
