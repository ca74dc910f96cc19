package io.jenkins.plugins.ecsdeploy.engine.promotion;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a promotion: plain values, kept over a restart. What the image was resolved to first is what the tags get,
 * whatever its own tag points to later.
 */
public final class TagState implements Serializable {
    private static final long serialVersionUID = 1L;

    private String digest;
    private final ArrayList<TagMove> moves = new ArrayList<>();

    /** Of a promotion that has not begun. */
    public TagState(TagRequest request) {
        request.tags().forEach(tag -> moves.add(new TagMove(tag)));
    }

    /** What the image was resolved to; nothing at the beginning. */
    public Optional<String> digest() {
        return Optional.ofNullable(digest);
    }

    public List<TagMove> moves() {
        return List.copyOf(moves);
    }

    void resolved(String to) {
        digest = to;
    }
}
