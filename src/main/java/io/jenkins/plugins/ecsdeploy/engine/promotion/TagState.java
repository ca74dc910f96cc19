package io.jenkins.plugins.ecsdeploy.engine.promotion;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
        complete(request);
    }

    private TagState(String digest) {
        this.digest = digest;
    }

    /** Another version may have written less. */
    private Object readResolve() {
        TagState read = new TagState(digest);
        if (moves != null) {
            moves.stream().filter(move -> move != null && move.tag() != null).forEach(read.moves::add);
        }
        return read;
    }

    /** Whatever was written down, no tag is forgotten. */
    void complete(TagRequest request) {
        request.tags().stream()
                .filter(tag -> moves.stream().noneMatch(move -> move.tag().equals(tag)))
                .forEach(tag -> moves.add(new TagMove(tag)));
    }

    /** As it is now: whoever writes it down writes nothing that changes meanwhile. */
    public TagState copy() {
        TagState copy = new TagState(digest);
        moves.forEach(move -> copy.moves.add(new TagMove(move)));
        return copy;
    }

    /** What the image was resolved to; nothing at the beginning. */
    public Optional<String> digest() {
        return Optional.ofNullable(digest);
    }

    public List<TagMove> moves() {
        return List.copyOf(moves);
    }

    /**
     * What is known to have become of the tags, a line each: those that point to the image, and those that may.
     *
     * @param repository without a tag
     */
    public List<String> inWords(String repository) {
        return inWords(repository, any -> true);
    }

    /** The same of those tags alone that may point to the image or not, for nobody has looked since they were put. */
    public List<String> inDoubt(String repository) {
        return inWords(repository, move -> move.phase() == TagMove.Phase.PUTTING);
    }

    private List<String> inWords(String repository, Predicate<TagMove> which) {
        return moves.stream()
                .filter(which)
                .flatMap(move -> move.inWords(repository, digest).stream())
                .toList();
    }

    void resolved(String to) {
        digest = to;
    }
}
