package io.jenkins.plugins.ecsdeploy.records;

import hudson.Util;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Outcome;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One deployment of a build: the engine's record, which step it belongs to, and the names of who deploys (never more). */
@ExportedBean(defaultVisibility = 3)
public final class BuildDeployment implements Serializable {
    private static final long serialVersionUID = 1L;
    /** How many lines are kept of what happens after the end of a build: how it went on, and how it ended. */
    static final int AFTERWARDS = 200;

    private static final int OLDEST = AFTERWARDS / 2;

    private String nodeId;
    private CallerArguments caller;
    private final DeploymentRecord record;
    private volatile CopyOnWriteArrayList<String> afterwards = new CopyOnWriteArrayList<>();

    /** True when its step goes on with it since Jenkins was started. */
    private transient boolean ofStep;
    /** True when it is followed without its step. */
    private transient boolean followed;

    public BuildDeployment(String nodeId, CallerArguments caller, DeploymentRecord record) {
        this.nodeId = nodeId;
        this.caller = caller;
        this.record = record;
    }

    /** Fills in what another version did not write, or wrote in a way that cannot be read. */
    private Object readResolve() {
        nodeId = Util.fixNull(nodeId);
        caller = caller == null ? CallerArguments.NONE : caller;
        afterwards = afterwards == null ? new CopyOnWriteArrayList<>() : afterwards;
        return this;
    }

    /** The id of the step's node in the build's graph, and perhaps the name of the service behind it. */
    public String nodeId() {
        return nodeId;
    }

    /** As whom AWS is called. */
    public CallerArguments caller() {
        return caller;
    }

    public DeploymentRecord record() {
        return record;
    }

    /** What the remote API shows of it: what a step answers with, and where it waits. */
    @Exported
    public Map<String, Object> getDeployment() {
        Map<String, Object> shown = new LinkedHashMap<>(Outcome.asMap(record));
        if (record.isBegun()) {
            record.gate().open().ifPresent(gate -> {
                shown.put("gate", gate.name());
                shown.put("gateSince", gate.since().toString());
                gate.expires().ifPresent(time -> shown.put("gateExpires", time.toString()));
            });
        }
        return shown;
    }

    /** The deployment and what became of it, in one line. */
    public String summary() {
        return Outcome.summary(record);
    }

    /** Leaves it to its step. */
    synchronized void leaveToStep() {
        ofStep = true;
    }

    synchronized boolean isOfStep() {
        return ofStep;
    }

    /** False for all but the first who asks. */
    synchronized boolean mayBeFollowed() {
        boolean first = !followed;
        followed = true;
        return first;
    }

    /** What happened after the build had ended, when nothing can be added to its log any more. */
    public List<String> afterwards() {
        return List.copyOf(afterwards);
    }

    /** Adds a line. When there are too many, those in the middle make room. */
    synchronized void addAfterwards(String line) {
        if (afterwards.size() == AFTERWARDS) {
            afterwards.set(OLDEST, "…");
            afterwards.remove(OLDEST + 1);
        }
        afterwards.add(line);
    }
}
