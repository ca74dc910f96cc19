package io.jenkins.plugins.ecsdeploy.records;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagResult;
import io.jenkins.plugins.ecsdeploy.engine.promotion.TagState;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One image that a build has tagged, or is about to: how far that has come, and which step it belongs to. */
@ExportedBean(defaultVisibility = 3)
public final class TaggedImage {
    private String nodeId;
    private String image;
    private String repository;
    private volatile TagState state;

    /**
     * @param image as it was named
     * @param repository where the tags are, without one
     */
    TaggedImage(String nodeId, String image, String repository, TagState state) {
        this.nodeId = nodeId;
        this.image = image;
        this.repository = repository;
        this.state = state;
    }

    /** Fills in what another version did not write, or wrote in a way that cannot be read. */
    private Object readResolve() {
        nodeId = Util.fixNull(nodeId);
        image = Util.fixNull(image);
        repository = Util.fixNull(repository);
        return this;
    }

    /** The id of the step's node in the build's graph. */
    String nodeId() {
        return nodeId;
    }

    /** Null where another version has written one that cannot be read. */
    TagState state() {
        return state;
    }

    void state(TagState now) {
        state = now;
    }

    @Exported
    public String getImage() {
        return image;
    }

    /** What has become of each tag: as a step answers. */
    @Exported
    public List<Map<String, Object>> getTags() {
        return TagResult.tags(repository, state);
    }

    /** The same in words, a line for each tag that was moved, or may have been. */
    public List<String> inWords() {
        return state.inWords(repository);
    }
}
