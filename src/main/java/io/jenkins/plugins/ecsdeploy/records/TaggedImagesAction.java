package io.jenkins.plugins.ecsdeploy.records;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * Keeps in the {@code build.xml} which tags a build has moved, and what they were before. The state of a step's execution
 * alone would not do, see {@link DeploymentsAction}.
 */
@ExportedBean
public final class TaggedImagesAction extends InvisibleAction {
    private CopyOnWriteArrayList<TaggedImage> images = new CopyOnWriteArrayList<>();

    /** Another version may have written something else. What cannot be read is left out, and the rest is kept. */
    private Object readResolve() {
        if (images == null) {
            images = new CopyOnWriteArrayList<>();
        }
        images.removeIf(image -> image == null || image.state() == null);
        return this;
    }

    /** In the order in which their steps began. */
    @Exported(visibility = 2)
    public List<TaggedImage> getImages() {
        return List.copyOf(images);
    }

    /** What has become of all tags, a line for each that was moved or may have been. */
    public List<String> inWords() {
        return images.stream().flatMap(image -> image.inWords().stream()).toList();
    }

    static Optional<TaggedImage> of(Run<?, ?> run, String nodeId) {
        return Optional.ofNullable(run.getAction(TaggedImagesAction.class)).stream()
                .flatMap(action -> action.images.stream())
                .filter(image -> image.nodeId().equals(nodeId))
                .findFirst();
    }

    static void keep(Run<?, ?> run, String nodeId, String image, String repository, TagState state) {
        synchronized (run) {
            Optional<TaggedImage> kept = of(run, nodeId);
            if (kept.isPresent()) {
                kept.get().state(state);
                return;
            }
            TaggedImagesAction action = run.getAction(TaggedImagesAction.class);
            if (action == null) {
                action = new TaggedImagesAction();
                run.addAction(action);
            }
            action.images.add(new TaggedImage(nodeId, image, repository, state));
        }
    }
}
