package io.jenkins.plugins.ecsdeploy.steps.caller;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import software.amazon.awssdk.core.exception.SdkException;

/** How a step shows a failure: in words without a stack trace when a user can act on it. */
public final class Failures {
    private Failures() {}

    public static Throwable shown(Throwable failure) {
        if (failure instanceof EngineException) {
            return new AbortException(failure.getMessage());
        }
        return failure instanceof SdkException sdk ? new AbortException(AwsFailure.explained(sdk)) : failure;
    }
}
