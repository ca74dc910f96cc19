package io.jenkins.plugins.ecsdeploy.records;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagRequest;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagState;
import java.util.List;

/** What a build keeps of one step that tags an image. */
public final class KeptTags {
    private final Run<?, ?> run;
    private final String nodeId;
    private final TagRequest request;
    private boolean ended;

    /** @param nodeId the id of the step's node in the build's graph */
    public KeptTags(Run<?, ?> run, String nodeId, TagRequest request) {
        this.run = run;
        this.nodeId = nodeId;
        this.request = request;
    }

    /** To go on with: how far it had come before a restart, or the beginning. */
    public TagState state() {
        return TaggedImagesAction.of(run, nodeId)
                .map(image -> image.state().copy())
                .orElseGet(() -> new TagState(request));
    }

    /**
     * Writes down how far it has come, unless the build was deleted.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void remember(TagState state) {
        TaggedImagesAction.keep(run, nodeId, request.image().toString(), request.repository(), state.copy());
        BuildFile.save(run);
        tell(state, false, null);
    }

    /**
     * The step has ended.
     *
     * @param failure why it failed; null: it did not
     */
    public void ended(@CheckForNull String failure) {
        tell(state(), true, failure);
    }

    /** Whoever goes on for a moment after an abort says no more that it goes on. */
    private synchronized void tell(TagState state, boolean end, @CheckForNull String failure) {
        if (!ended) {
            ended = end;
            TagListener.tell(run, new TagListener.Tags(nodeId, request.repository(), state.copy(), end, failure));
        }
    }

    /** The tags of which it is not known whether they were moved, a line each. */
    public List<String> inDoubt() {
        return TaggedImagesAction.of(run, nodeId)
                .map(image -> image.state().inDoubt(request.repository()))
                .orElse(List.of());
    }
}
