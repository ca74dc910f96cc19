package io.jenkins.plugins.ecsdeploy.steps;

import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnAbort;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that changes a service and waits for the end of that, as its execution sees it. */
interface ServiceStep extends Serializable {
    String getService();

    String clusterOrDefault();

    String getRegion();

    String getCredentialsId();

    /** What to do with what ECS has begun when the step is stopped. */
    OnAbort onAbort();

    /** Whether to keep and show what failed containers wrote last. */
    default boolean isLogs() {
        return false;
    }

    /** How many revisions to keep after a success; 0 for all. */
    default int getKeepRevisions() {
        return 0;
    }

    /** What the arguments ask of the engine, given how far that has come. */
    DeployRequest request(DeploymentRecord record, StepContext context) throws IOException, InterruptedException;
}
