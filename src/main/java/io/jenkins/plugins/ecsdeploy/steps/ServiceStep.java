package io.jenkins.plugins.ecsdeploy.steps;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.steps.plan.PlannedStep;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.util.Optional;

/** A step that changes a service and waits for the end of that, as its execution sees it. */
public interface ServiceStep extends PlannedStep {
    /** What to do with what ECS has begun when the step is stopped. */
    OnAbort onAbort(Optional<Target> target);

    /** Whether to keep and show what failed containers wrote last. */
    default boolean isLogs() {
        return false;
    }

    /** How many revisions to keep after a success; 0 for all. */
    default int getKeepRevisions() {
        return 0;
    }
}
