package io.jenkins.plugins.ecsdeploy.engine.promotion;

import java.io.Serializable;

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

    void seen(String digest) {
        previousDigest = digest;
    }

    void putting() {
        phase = Phase.PUTTING;
    }

    void done(boolean moved) {
        phase = Phase.DONE;
        changed = moved;
    }
}
