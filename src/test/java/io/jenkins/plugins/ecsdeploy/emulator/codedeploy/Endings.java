package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import io.jenkins.plugins.ecsdeploy.emulator.TaskSets;
import java.time.Duration;
import java.util.List;

/**
 * How a deployment ends other than well. Source: "Redeploy and roll back a deployment", "Stop a deployment",
 * "Monitoring deployments with Amazon CloudWatch alarms".
 */
final class Endings {
    private static final Duration STOP_TIME = Duration.ofSeconds(2);

    private final TaskSets taskSets;
    private final Rollbacks rollbacks;

    Endings(TaskSets taskSets, Rollbacks rollbacks) {
        this.taskSets = taskSets;
        this.rollbacks = rollbacks;
    }

    void fail(CodeDeployment deployment, String code, String message) {
        end(deployment, Status.Failed, code, message);
        if (deployment.rollsBackOn("DEPLOYMENT_FAILURE")) {
            rollbacks.begin(deployment);
        }
    }

    /** Stops it if one of these alarms is red; answers whether it did. */
    boolean alarmed(CodeDeployment deployment, List<String> red) {
        if (red.isEmpty()) {
            return false;
        }
        end(
                deployment,
                Status.Stopped,
                "ALARM_ACTIVE",
                "One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and"
                        + " the affected deployments have been stopped. Activated alarms: <" + String.join(", ", red)
                        + ">");
        if (deployment.rollsBackOn("DEPLOYMENT_STOP_ON_ALARM")) {
            rollbacks.begin(deployment);
        }
        return true;
    }

    /** The READY wait is over, and nobody has answered: the new tasks go, the old ones serve on. */
    void expired(CodeDeployment deployment) {
        end(
                deployment,
                Status.Stopped,
                "TIMEOUT",
                "The deployment was stopped because traffic was not rerouted within the wait time.");
        if (deployment.rollsBackOn("DEPLOYMENT_STOP_ON_REQUEST")) {
            rollbacks.begin(deployment);
        } else {
            taskSets.delete(deployment.green);
        }
    }

    /**
     * StopDeployment. What is going on at the moment may come to its end first.
     *
     * @return whether it has stopped already
     */
    boolean stop(CodeDeployment deployment, Boolean rollback) {
        if (deployment.stopping) {
            return false;
        }
        boolean busy = deployment.events.stream().anyMatch(LifecycleEvent::inProgress);
        boolean back = rollback != null ? rollback : deployment.rollsBackOn("DEPLOYMENT_STOP_ON_REQUEST");
        if (!busy) {
            stopped(deployment, back);
            return true;
        }
        deployment.stopping = true;
        deployment.service().agenda.at(deployment.now().plus(STOP_TIME), () -> stopped(deployment, back));
        return false;
    }

    private void stopped(CodeDeployment deployment, boolean back) {
        end(deployment, Status.Stopped, "MANUAL_STOP", "The deployment was stopped by a user.");
        if (back) {
            rollbacks.begin(deployment);
        }
    }

    private static void end(CodeDeployment deployment, Status status, String code, String message) {
        deployment.errorCode = code;
        deployment.errorMessage = message;
        for (LifecycleEvent event : deployment.events) {
            if (event.inProgress()) {
                event.end("Failed", deployment.now());
            } else if (event.status.equals("Pending")) {
                event.status = "Skipped";
            }
        }
        deployment.status(status);
    }
}
