package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.engine.registry.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Moves tags to an image: looks what it is and where the tags are, puts the image's manifest under those that are elsewhere, byte
 * for byte, and reads them back. Where a tag is there already, nothing is sent, for immutable repositories refuse even that.
 *
 * <p>Beginning and going on after a restart are the same: {@link #run}, with the state that was remembered last.
 */
public final class TagImage {
    /** Before a put is tried again, and before a tag is read back again. */
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final TagRequest request;
    private final ImageReference target;
    private final ImageStores stores;
    private final TagHost host;
    private final TagState state;

    /** @param state a new one, or the one that was remembered before a restart */
    public TagImage(TagRequest request, ImageStores stores, TagHost host, TagState state) {
        this.request = request;
        this.target = request.target();
        this.stores = stores;
        this.host = host;
        this.state = state;
        state.complete(request);
    }

    /**
     * Does it, on this thread; an interrupt ends it.
     *
     * @return {@code image}, {@code digest}, {@code previousDigest}, {@code previousImage}, {@code changed}, {@code platforms},
     *     {@code tags}
     * @throws EngineException with what to do, if a tag cannot be moved; those that were moved before it stay moved
     */
    public Map<String, Object> run() {
        ImageStores.Pair pair = stores.of(request, host::log);
        ImageStore source = pair.source();
        try {
            Manifest manifest = source.resolve(
                    state.digest().map(request.image()::withDigest).orElse(request.image()));
            if (state.digest().isEmpty()) {
                state.resolved(manifest.digest());
                host.remember(state);
            }
            List<TagMove> wanted = look(pair.target(), manifest.digest());
            if (!wanted.isEmpty() && !pair.same()) {
                copy(pair, manifest);
            }
            wanted.forEach(move -> bring(pair.target(), manifest, move));
            return TagResult.of(request.repository(), state, manifest.platforms());
        } catch (RuntimeException e) {
            throw source.words(e, "Tagging of " + request.image());
        }
    }

    /** All tags are looked at before one is moved. Those that are to be moved remain. */
    private List<TagMove> look(ImageStore store, String digest) {
        List<TagMove> open = new ArrayList<>();
        for (TagMove move : state.moves()) {
            if (move.phase() != TagMove.Phase.DONE && isOpen(move, store.look(move.tag()), digest)) {
                open.add(move);
            }
        }
        host.remember(state);
        return open;
    }

    private boolean isOpen(TagMove move, TagLook found, String digest) {
        boolean wasPut = move.phase() == TagMove.Phase.PUTTING;
        if (found.is(digest)) {
            finish(move, digest, wasPut);
            return false;
        }
        if (wasPut) {
            checkUntouched(move, found);
            return true;
        }
        if (!request.overwrite()) {
            checkAbsent(move, found, digest);
        }
        move.seen(found.digest().orElse(null));
        return true;
    }

    /** The put was not carried out, or somebody has moved the tag since: then it is theirs. */
    private void checkUntouched(TagMove move, TagLook found) {
        String before = move.previousDigest();
        if (found.digest().isPresent() && !found.digest().get().equals(before)) {
            throw new EngineException("Tag " + target.withTag(move.tag()) + " is now " + found.shown()
                    + ". Before this step it was "
                    + (before == null ? "nothing" : before) + ", so somebody else has moved it while Jenkins was away."
                    + " Look who, and run the step again if it is to be "
                    + state.digest().orElseThrow());
        }
    }

    private void checkAbsent(TagMove move, TagLook found, String digest) {
        if (!found.certain()) {
            throw new EngineException(
                    "Tag " + target.withTag(move.tag()) + " may be there already: the registry answers 403"
                            + " whether it is or not, and overwrite is false. Let the login read this repository");
        }
        found.digest().ifPresent(other -> {
            throw new EngineException("Tag " + target.withTag(move.tag()) + " is " + other + " already, not " + digest
                    + ", and overwrite is false. Nothing was moved. Choose another tag, or leave overwrite out");
        });
    }

    private void copy(ImageStores.Pair pair, Manifest manifest) {
        new Copy(pair.source(), pair.target(), request.image())
                .partsOf(manifest)
                .ifPresent(reason -> {
                    throw CopyAdvice.instead(
                            request.image(), target, request.tags().get(0), reason);
                });
    }

    private void bring(ImageStore store, Manifest manifest, TagMove move) {
        move.putting();
        host.remember(state);
        boolean seen;
        try {
            seen = put(store, manifest, move.tag());
        } catch (RuntimeException e) {
            if (store.isRefusal(e)) {
                move.refused();
                host.remember(state);
            }
            throw e;
        }
        if (!seen) {
            readBack(store, manifest.digest(), move.tag());
        }
        finish(move, manifest.digest(), true);
        host.remember(state);
    }

    /** @return whether the tag was seen to be there already, because the answer to the put was lost */
    private boolean put(ImageStore store, Manifest manifest, String tag) {
        for (int tries = 0; ; tries++) {
            try {
                store.put(manifest, tag);
                return false;
            } catch (RuntimeException e) {
                if (!store.isTransient(e)) {
                    throw e;
                }
                if (tries < PAUSES.size()) {
                    pause(PAUSES.get(tries));
                }
                if (store.look(tag).is(manifest.digest())) {
                    return true;
                }
                if (tries == PAUSES.size()) {
                    throw e;
                }
            }
        }
    }

    private void readBack(ImageStore store, String digest, String tag) {
        TagLook found = store.look(tag);
        for (Duration pause : PAUSES) {
            if (found.is(digest)) {
                return;
            }
            pause(pause);
            found = store.look(tag);
        }
        if (!found.is(digest)) {
            throw new EngineException(
                    "Tag " + target.withTag(tag) + " was put and accepted, but it reads " + found.shown()
                            + " instead of " + digest
                            + ". Somebody else moves this tag at the same time, or the registry answers from"
                            + " a copy. Look at the tag, and run the step again");
        }
    }

    private void finish(TagMove move, String digest, boolean moved) {
        if (!moved) {
            move.seen(digest);
        }
        move.done(moved);
        move.inWords(request.repository(), digest).ifPresent(host::log);
    }

    private void pause(Duration pause) {
        try {
            stores.pauses().pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Tagging of " + request.image() + " was interrupted", e);
        }
    }
}
