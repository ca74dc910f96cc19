package io.jenkins.plugins.ecsdeploy.engine.deployment;

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
        Optional<Boolean> enableEcsManagedTags) {}
