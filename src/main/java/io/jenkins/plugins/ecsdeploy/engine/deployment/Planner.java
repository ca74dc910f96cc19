package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import software.amazon.awssdk.services.ecs.model.Service;

/** Finds out by reading calls alone what a {@link Controller} would do. May be asked again after a failed call. */
public interface Planner {
    /**
     * Writes into the plan how the service is deployed, what would be done, and what stands in the way.
     *
     * @param live the service as it is now
     * @throws io.jenkins.plugins.ecsdeploy.engine.EngineException when nothing can be planned
     * @throws io.jenkins.plugins.ecsdeploy.engine.poll.NotYet while something is looked up
     */
    void plan(Service live, DeploymentPlan plan);
}
