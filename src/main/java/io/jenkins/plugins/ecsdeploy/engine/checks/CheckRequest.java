package io.jenkins.plugins.ecsdeploy.engine.checks;

import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinition;
import java.util.Optional;

/**
 * What is to be checked.
 *
 * @param definition as it would be registered
 * @param cluster name or ARN
 * @param service that is to run it; without one, nothing of services is checked
 * @param application of CodeDeploy; absent: looked for where the service is deployed by CodeDeploy
 * @param group of CodeDeploy, likewise
 */
public record CheckRequest(
        TaskDefinition definition,
        String cluster,
        Optional<String> service,
        Optional<String> application,
        Optional<String> group) {}
