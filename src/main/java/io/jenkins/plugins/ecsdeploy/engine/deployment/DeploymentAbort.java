package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Does once, at an abort, what the policy says with a deployment that AWS may have begun. Never throws. */
final class DeploymentAbort {
    private final DeploymentContext deployment;
    private final DeploymentRecord record;
    private final Supplier<Controller> controller;

    /** @param controller of a deployment that AWS may have begun */
    DeploymentAbort(DeploymentContext deployment, Supplier<Controller> controller) {
        this.deployment = deployment;
        this.record = deployment.record();
        this.controller = controller;
    }

    void run(OnAbort policy) {
        if (record.phase() == Phase.ENDED) {
            return;
        }
        try {
            if (record.phase() == Phase.UPDATING && policy != OnAbort.LEAVE) {
                findOut();
            }
            if (record.isBegun()) {
                carryOut(policy);
            } else if (record.phase() == Phase.UPDATING) {
                deployment.log("Aborted. " + record.carriedOutBy() + " has accepted the update of service "
                        + record.service() + ", or may have, but does not show its deployment yet, which goes on");
            } else {
                deployment.log("Aborted before service " + record.service() + " was updated: there is nothing to undo");
            }
        } catch (SdkException e) {
            deployment.log("  " + record.carriedOutBy() + " answered: " + AwsFailure.text(e)
                    + ". It goes on with this deployment: " + record.deploymentInWords());
        } catch (EngineException e) {
            deployment.log("Aborted. " + e.getMessage());
        } catch (RuntimeException e) {
            deployment.log("  " + e.getMessage());
        } finally {
            record.leaveByAbort();
            deployment.remember();
        }
    }

    /** The answer to the update was lost; whether it was made is to be seen. */
    private void findOut() {
        controller.get().begin(Services.describe(deployment.ecs(), record.cluster(), record.service()));
    }

    private void carryOut(OnAbort policy) {
        if (record.rollback().isAsked()) {
            deployment.log(
                    "Aborted. " + record.carriedOutBy() + " goes on bringing service " + record.service() + " back");
        } else if (policy == OnAbort.LEAVE) {
            deployment.log("Aborted. " + record.carriedOutBy() + " goes on with this deployment: "
                    + record.deploymentInWords());
        } else {
            deployment.log("Aborted (onAbort: " + policy + ")");
            // With a failure, for whoever goes on if Jenkins stops at this very moment.
            record.aborts(policy);
            if (policy == OnAbort.STOP) {
                controller.get().stop();
            } else {
                controller.get().goBack();
            }
        }
    }
}
