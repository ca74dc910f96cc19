package io.jenkins.plugins.ecsdeploy.deployments;

import io.jenkins.plugins.ecsdeploy.aws.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One deployment of a build: the engine's record, which step it belongs to, and the names of who deploys (never more). */
public final class BuildDeployment implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String nodeId;
    private final CallerArguments caller;
    private final DeploymentRecord record;
    private final List<String> afterwards = new CopyOnWriteArrayList<>();

    public BuildDeployment(String nodeId, CallerArguments caller, DeploymentRecord record) {
        this.nodeId = nodeId;
        this.caller = caller;
        this.record = record;
    }

    /** The id of the step's node in the build's graph. */
    public String nodeId() {
        return nodeId;
    }

    /** As whom AWS is called. */
    CallerArguments caller() {
        return caller == null ? CallerArguments.NONE : caller;
    }

    public DeploymentRecord record() {
        return record;
    }

    /** What happened after the build had ended, when nothing can be added to its log any more. */
    public List<String> afterwards() {
        return List.copyOf(afterwards);
    }

    void addAfterwards(String line) {
        afterwards.add(line);
    }
}
