package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** Decides whether a deployment may begin while another one, which is not ours, is in progress. */
final class Conflict {
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final DeploymentHost host;

    Conflict(DeployRequest request, DeploymentRecord record, DeploymentHost host) {
        this.request = request;
        this.record = record;
        this.host = host;
    }

    static boolean isInProgress(Deployment primary) {
        return primary != null && primary.rolloutState() == DeploymentRolloutState.IN_PROGRESS;
    }

    /**
     * False when ours has to wait.
     *
     * @throws EngineException when it is not to begin at all
     */
    boolean letsBegin(Service live) {
        Deployment other = ServiceVerdict.primary(live).orElse(null);
        if (!isInProgress(other)) {
            return true;
        }
        String what =
                "deployment " + (live.currentServiceDeployment() == null ? other.id() : live.currentServiceDeployment())
                        + " of " + Arns.shortName(other.taskDefinition()) + ", in progress since " + other.createdAt();
        switch (request.policies().onConflict()) {
            case REPLACE:
                tell("Replacing " + what);
                return true;
            case WAIT:
                tell("Waiting for the end of " + what);
                return false;
            default:
                throw new EngineException("Service " + request.service() + " in cluster " + request.cluster()
                        + " has another deployment: " + what
                        + ". Deploy when it has ended, or set onConflict to WAIT or REPLACE");
        }
    }

    private void tell(String line) {
        if (!line.equals(record.conflictShown)) {
            record.conflictShown = line;
            host.log(line);
        }
    }
}
