package io.jenkins.plugins.ecsdeploy.engine.promotion;

import java.io.Serializable;
import java.util.Optional;

/** How far one tag has come: plain values, kept over a restart. Guarded by whoever works on it. */
public final class TagMove implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The order is that of a move. */
    public enum Phase {
        /** Nothing has been changed. */
        WANTED,
        /** The manifest may have been put. Written down before it is, so that it is looked for and not repeated. */
        PUTTING,
        /** It was read back. */
        DONE
    }

    private final String tag;
    private Phase phase = Phase.WANTED;
    private String previousDigest;
    private boolean changed;

    TagMove(String tag) {
        this.tag = tag;
    }

    TagMove(TagMove other) {
        tag = other.tag;
        phase = other.phase;
        previousDigest = other.previousDigest;
        changed = other.changed;
    }

    /** Of a phase that this version does not know, nothing is repeated without a look. */
    private Object readResolve() {
        if (phase == null) {
            phase = Phase.PUTTING;
        }
        return this;
    }

    public String tag() {
        return tag;
    }

    public Phase phase() {
        return phase;
    }

    /** What the tag pointed to; null if it was not there, or if the registry did not say. */
    public String previousDigest() {
        return previousDigest;
    }

    /** Whether the tag was moved, or made. */
    public boolean changed() {
        return changed;
    }

    /** What has become of the tag; nothing as long as that is certain to be nothing. */
    Optional<String> inWords(String repository, String digest) {
        String name = repository + ":" + tag;
        String now = digest == null ? "another image" : digest;
        String move = (previousDigest == null ? "new" : previousDigest) + " → " + now;
        return switch (phase) {
            case WANTED -> Optional.empty();
            case PUTTING -> Optional.of(name + ": perhaps " + move);
            case DONE -> Optional.of(changed ? name + ": " + move : name + " is " + now + " already");
        };
    }

    void seen(String digest) {
        previousDigest = digest;
    }

    void putting() {
        phase = Phase.PUTTING;
    }

    /** The put was refused, so nothing was changed. */
    void refused() {
        phase = Phase.WANTED;
    }

    void done(boolean moved) {
        phase = Phase.DONE;
        changed = moved;
    }
}
