package io.jenkins.plugins.ecsdeploy.records;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagState;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hears of the steps that move tags of images. It is told that something is another than before, perhaps several times of
 * the same, and after a restart anew.
 */
public interface TagListener extends ExtensionPoint {
    /**
     * How far a step has come.
     *
     * @param nodeId the id of the step's node in the build's graph
     * @param repository where the tags are, with its registry
     * @param state a copy
     * @param ended whether the step has ended
     * @param failure why it failed; null: it did not
     */
    record Tags(
            String nodeId,
            String repository,
            TagState state,
            boolean ended,
            @CheckForNull String failure) {}

    /** A step has begun, has moved a tag, or has ended. Must be quick: the step does not go on before this returns. */
    void changed(Run<?, ?> run, Tags tags);

    /** Tells all of them. What they fail with is no concern of the step's. */
    static void tell(Run<?, ?> run, Tags tags) {
        for (TagListener listener : ExtensionList.lookup(TagListener.class)) {
            try {
                listener.changed(run, tags);
            } catch (RuntimeException | LinkageError e) {
                Logger.getLogger(TagListener.class.getName())
                        .log(Level.WARNING, e, () -> listener.getClass().getName() + " cannot take tags of " + run);
            }
        }
    }
}
