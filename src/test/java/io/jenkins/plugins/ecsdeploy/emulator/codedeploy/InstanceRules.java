package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;

/** What CreateDeployment has for instances alone, and refuses for ECS. Source: the errors of its API page. */
final class InstanceRules {
    private InstanceRules() {}

    /** @throws AwsError for the first of them that is there */
    static void check(ObjectNode request) {
        if (Json.has(request, "targetInstances")) {
            throw AwsError.of("InvalidTargetInstancesException", "A deployment to ECS has no target instances.");
        }
        if (Json.flag(request, "updateOutdatedInstancesOnly")) {
            throw AwsError.of(
                    "InvalidUpdateOutdatedInstancesOnlyValueException", "For a deployment to ECS, false is expected.");
        }
        if (Json.flag(request, "ignoreApplicationStopFailures")) {
            throw AwsError.of(
                    "InvalidIgnoreApplicationStopFailuresValueException",
                    "For a deployment to ECS, false is expected.");
        }
    }
}
