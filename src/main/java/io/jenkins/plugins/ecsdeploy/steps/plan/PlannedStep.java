package io.jenkins.plugins.ecsdeploy.steps.plan;

import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that asks for a deployment, whether that is carried out or only planned. */
public interface PlannedStep extends Serializable {
    String getService();

    String getCluster();

    String getRegion();

    /** As whom the step calls AWS. */
    CallerArguments caller();

    /** Begins to read the files of the workspace that the arguments name. */
    default CompletableFuture<StepFiles> files(StepContext context) throws IOException, InterruptedException {
        return StepFiles.none();
    }

    /**
     * What the arguments ask of the engine, given how far that has come. Not for the thread that runs Pipeline.
     *
     * @param files those that the arguments name, while the record still needs them
     * @param target whose defaults hold for what the step does not say
     */
    DeployRequest request(DeploymentRecord record, StepContext context, StepFiles files, Optional<Target> target)
            throws IOException, InterruptedException;
}
