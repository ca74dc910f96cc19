package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.deployment.images.ImageOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * What a caller wants deployed.
 *
 * @param definition the task definition to deploy
 * @param forceNewDeployment replace the tasks even when the definition is the same, so that images are pulled again
 * @param desiredCount the number of tasks the service shall run; absent: as it is
 * @param waitForEnd follow the deployment to its end, instead of ending as soon as ECS has begun
 * @param timeout how long to follow it; absent: until ECS decides
 * @param skipUnchanged do nothing when the service runs the same definition already
 * @param propagateTags {@code SERVICE}, {@code TASK_DEFINITION} or {@code NONE}; absent: as it is
 * @param enableEcsManagedTags absent: as it is
 * @param goal what this is all for; the definition counts only for {@link Goal.Deploy}
 * @param policies what to do when things do not go straight
 * @param images what is wanted of the images beside their names
 * @param blueGreen what only counts where new tasks are put beside the old ones
 * @param mayChange false to follow what may have been begun, and begin nothing
 * @param preflight what looks at the definition before it is registered
 */
public record DeployRequest(
        String service,
        String cluster,
        RenderRequest definition,
        boolean forceNewDeployment,
        Optional<Integer> desiredCount,
        boolean waitForEnd,
        Optional<Duration> timeout,
        boolean skipUnchanged,
        Optional<String> propagateTags,
        Optional<Boolean> enableEcsManagedTags,
        Goal goal,
        Policies policies,
        ImageOptions images,
        BlueGreenOptions blueGreen,
        boolean mayChange,
        Optional<Preflight> preflight) {
    /** With images as the definition has them, in whatever state their tags are; without a look at it before it is registered. */
    public DeployRequest(
            String service,
            String cluster,
            RenderRequest definition,
            boolean forceNewDeployment,
            Optional<Integer> desiredCount,
            boolean waitForEnd,
            Optional<Duration> timeout,
            boolean skipUnchanged,
            Optional<String> propagateTags,
            Optional<Boolean> enableEcsManagedTags,
            Goal goal,
            Policies policies,
            BlueGreenOptions blueGreen,
            boolean mayChange) {
        this(
                service,
                cluster,
                definition,
                forceNewDeployment,
                desiredCount,
                waitForEnd,
                timeout,
                skipUnchanged,
                propagateTags,
                enableEcsManagedTags,
                goal,
                policies,
                ImageOptions.none(),
                blueGreen,
                mayChange,
                Optional.empty());
    }

    /** With the step's defaults. */
    public static DeployRequest of(String service, String cluster, RenderRequest definition) {
        return new DeployRequest(
                service,
                cluster,
                definition,
                false,
                Optional.empty(),
                true,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Goal.deploy(),
                Policies.defaults(),
                BlueGreenOptions.none(),
                true);
    }

    /**
     * To follow a deployment that runs already, with somebody who decides at its gates.
     *
     * @param until how far
     */
    public static DeployRequest toGate(
            String service, String cluster, Goal.Follow goal, Optional<Duration> timeout, WaitUntil until) {
        return new DeployRequest(
                service,
                cluster,
                RenderRequest.asItIs(new Base.LiveRevision(cluster, service)),
                false,
                Optional.empty(),
                true,
                timeout,
                true,
                Optional.empty(),
                Optional.empty(),
                goal,
                Policies.defaults(),
                BlueGreenOptions.none().until(until),
                true);
    }

    /** To wait for a deployment that has begun already, for as long as it takes. */
    public static DeployRequest toFollow(DeploymentRecord begun) {
        return of(begun.service(), begun.cluster(), RenderRequest.asItIs(new Base.Revision(begun.taskDefinitionArn())))
                .onlyToFollow();
    }

    /** The same, with a look at the definition before it is registered. */
    public DeployRequest checkedBy(Preflight check) {
        return with(mayChange, Optional.of(check));
    }

    /** The same, but nothing is begun that has not begun yet. */
    DeployRequest onlyToFollow() {
        return with(false, preflight);
    }

    private DeployRequest with(boolean change, Optional<Preflight> check) {
        return new DeployRequest(
                service,
                cluster,
                definition,
                forceNewDeployment,
                desiredCount,
                waitForEnd,
                timeout,
                skipUnchanged,
                propagateTags,
                enableEcsManagedTags,
                goal,
                policies,
                images,
                blueGreen,
                change,
                check);
    }
}
