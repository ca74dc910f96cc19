package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.aws.Services;
import software.amazon.awssdk.core.exception.SdkException;

/** Does once, at an abort, what the policy says with a deployment that ECS may have begun. Never throws. */
final class DeploymentAbort implements Runnable {
    /** So often it is tried to write down what is about to be done; whoever aborted does not wait for longer. */
    private static final int ATTEMPTS = 5;

    private final DeployRequest request;
    private final DeploymentRecord record;
    private final DeploymentHost host;
    private final Scheduler time;
    private final OnAbort policy;
    private final Runnable done;
    private int notRemembered;

    /** @param done is run at the end, whatever came of it */
    DeploymentAbort(
            DeployRequest request,
            DeploymentRecord record,
            DeploymentHost host,
            Scheduler time,
            OnAbort policy,
            Runnable done) {
        this.request = request;
        this.record = record;
        this.host = host;
        this.time = time;
        this.policy = policy;
        this.done = done;
    }

    @Override
    public void run() {
        boolean again = false;
        try {
            synchronized (record) {
                again = !tried();
            }
        } finally {
            if (!again) {
                done.run();
            }
        }
        if (again) {
            time.schedule(this, PollInterval.afterFailures(notRemembered));
        }
    }

    /** False when what is to be done could not be written down, so that it was not done either. */
    private boolean tried() {
        try {
            if (notRemembered > 0) {
                host.remember(record);
            }
            if (record.phase == Phase.UPDATING) {
                findOut();
            }
            if (record.isBegun()) {
                carryOut();
            } else if (record.phase != Phase.ENDED) {
                host.log("Aborted before service " + record.service + " was updated: there is nothing to undo");
            }
        } catch (SdkException e) {
            host.log("  ECS answered: " + AwsFailure.text(e) + ". It goes on with this deployment: "
                    + record.deploymentInWords());
        } catch (NotRemembered e) {
            if (++notRemembered < ATTEMPTS) {
                return false;
            }
            host.log("  " + e.getMessage());
        } catch (RuntimeException e) {
            host.log("  " + e.getMessage());
        }
        return true;
    }

    /** The answer to the update was lost; whether it was made is to be seen. */
    private void findOut() {
        try {
            EcsApi ecs = host.ecs();
            new DeploymentStart(ecs, request.onlyToFollow(), record, host, time.now(), () -> false)
                    .run(Services.describe(ecs, request.cluster(), request.service()));
        } catch (EngineException e) {
            host.log("Aborted. " + e.getMessage());
            record.leave();
        }
    }

    private void carryOut() {
        if (record.retreating && record.aborted == null) {
            host.log("Aborted. ECS goes on bringing service " + record.service + " back");
        } else if (policy == OnAbort.LEAVE) {
            host.log("Aborted. ECS goes on with this deployment: " + record.deploymentInWords());
        } else {
            if (record.aborted == null) {
                host.log("Aborted (onAbort: " + policy + ")");
            }
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
        record.leave();
        host.remember(record);
    }
}
