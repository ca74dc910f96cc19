package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import software.amazon.awssdk.core.exception.SdkException;

/** Does once, at an abort, what the policy says with a deployment that ECS may have begun. Never throws. */
final class DeploymentAbort {
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final RetryingHost host;

    DeploymentAbort(DeployRequest request, DeploymentRecord record, RetryingHost host) {
        this.request = request;
        this.record = record;
        this.host = host;
    }

    void run(OnAbort policy, Scheduler time) {
        if (record.phase == Phase.ENDED) {
            return;
        }
        try {
            if (record.phase == Phase.UPDATING && policy != OnAbort.LEAVE) {
                findOut(time);
            }
            if (record.isBegun()) {
                carryOut(policy);
            } else if (record.phase == Phase.UPDATING) {
                host.log("Aborted. ECS has accepted the update of service " + record.service
                        + ", or may have, but does not show its deployment yet, which goes on");
            } else {
                host.log("Aborted before service " + record.service + " was updated: there is nothing to undo");
            }
        } catch (SdkException e) {
            host.log("  ECS answered: " + AwsFailure.text(e) + ". It goes on with this deployment: "
                    + record.deploymentInWords());
        } catch (EngineException e) {
            host.log("Aborted. " + e.getMessage());
        } catch (RuntimeException e) {
            host.log("  " + e.getMessage());
        } finally {
            record.leaveByAbort();
            host.remember(record);
        }
    }

    /** The answer to the update was lost; whether it was made is to be seen. */
    private void findOut(Scheduler time) {
        EcsApi ecs = host.ecs();
        new DeploymentStart(ecs, request.onlyToFollow(), record, host, time.now(), () -> false)
                .run(Services.describe(ecs, request.cluster(), request.service()));
    }

    private void carryOut(OnAbort policy) {
        if (record.retreating) {
            host.log("Aborted. ECS goes on bringing service " + record.service + " back");
        } else if (policy == OnAbort.LEAVE) {
            host.log("Aborted. ECS goes on with this deployment: " + record.deploymentInWords());
        } else {
            host.log("Aborted (onAbort: " + policy + ")");
            record.aborted = policy;
            // For whoever goes on if Jenkins stops at this very moment.
            record.failure = record.failure == null ? "the build was aborted" : record.failure;
            Retreat retreat = new Retreat(host.ecs(), record, host);
            if (policy == OnAbort.STOP) {
                retreat.stop();
            } else {
                retreat.rollBack();
            }
        }
    }
}
