package io.jenkins.plugins.ecsdeploy.records;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskRecord;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskResult;
import java.io.Serializable;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The one-off tasks of one step of a build: the engine's record, and which step it belongs to. */
@ExportedBean(defaultVisibility = 3)
public final class BuildTasks implements Serializable {
    private static final long serialVersionUID = 1L;

    private String nodeId;
    private final TaskRecord record;

    BuildTasks(String nodeId, TaskRecord record) {
        this.nodeId = nodeId;
        this.record = record;
    }

    /** Fills in what another version did not write. */
    private Object readResolve() {
        nodeId = Util.fixNull(nodeId);
        return this;
    }

    /** The id of the step's node in the build's graph. */
    String nodeId() {
        return nodeId;
    }

    public TaskRecord record() {
        return record;
    }

    /** What the remote API shows of it: what a step answers with. */
    @Exported
    public Map<String, Object> getRun() {
        return TaskResult.asMap(record);
    }

    /** What was run and what became of it, in one line. */
    public String summary() {
        return TaskResult.summary(record);
    }

    /** Where a person can look at it; {@code null} if there is no task. */
    public String url() {
        return (String) TaskResult.asMap(record).get("url");
    }
}
