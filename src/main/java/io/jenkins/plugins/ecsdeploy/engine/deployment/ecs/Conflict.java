package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.plan.DeploymentPlan;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.LeftDeployment;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** Decides whether a deployment may begin while another one, which is not ours, is in progress. */
final class Conflict {
    private final DeploymentContext deployment;

    Conflict(DeploymentContext deployment) {
        this.deployment = deployment;
    }

    static boolean isInProgress(Deployment primary) {
        return primary != null && primary.rolloutState() == DeploymentRolloutState.IN_PROGRESS;
    }

    /**
     * True while ECS takes a deployment back, or stops it, because a step that has ended asked for that. Nobody means to
     * deploy that, so it is waited for, whatever the policy says.
     */
    boolean waitsForOurs(Service live) {
        Deployment other = ServiceVerdict.primary(live).orElse(null);
        Optional<LeftDeployment> back = goesBack(live, other);
        back.ifPresent(
                left -> tell("Waiting for the end of " + inWords(live, other, goesAway(left, other)) + ": " + left.by()
                        + (left.record().rollback().aborted() == null ? " has " : ", when it was aborted, has ")
                        + "asked ECS to "
                        + (left.record().rollback().aborted() == OnAbort.STOP ? "stop it" : "bring the service back")));
        return back.isPresent();
    }

    private Optional<LeftDeployment> goesBack(Service live, Deployment other) {
        return isInProgress(other)
                ? ours(live, other).filter(left -> left.record().rollback().isAsked())
                : Optional.empty();
    }

    /** What the deployment that is in progress takes back, where a step that has ended began it for that. */
    Optional<DeploymentRecord> takesBack(Service live, Deployment primary) {
        Optional<LeftDeployment> back = ours(live, primary)
                .filter(left -> ecsState(left)
                        .filter(state -> primary.id().equals(state.rollbackDeploymentId))
                        .isPresent());
        back.ifPresent(left -> deployment.log("The service is on its way back already: following "
                + inWords(live, primary) + ", which " + left.by() + " began"));
        return back.map(LeftDeployment::record);
    }

    private Optional<LeftDeployment> ours(Service live, Deployment primary) {
        return deployment.host().leftBehind(deployment.record()).stream()
                .filter(left -> ecsState(left)
                        .filter(state -> state.isWorkedOn(
                                live.currentServiceDeployment(),
                                primary.id(),
                                left.record().rollback().isAsked()))
                        .isPresent())
                .findFirst();
    }

    private static Optional<EcsState> ecsState(LeftDeployment left) {
        return left.record().state(EcsState.class);
    }

    /** While ECS itself goes back, the primary deployment is the one before, and the one that ECS lists is that which goes. */
    private static String goesAway(LeftDeployment left, Deployment primary) {
        return left.record().deploymentArn() == null
                        || ecsState(left)
                                .filter(state -> primary.id().equals(state.rollbackDeploymentId))
                                .isPresent()
                ? primary.taskDefinition()
                : left.record().taskDefinitionArn();
    }

    private static String inWords(Service live, Deployment other) {
        return inWords(live, other, other.taskDefinition());
    }

    private static String inWords(Service live, Deployment other, String taskDefinitionArn) {
        return "deployment " + (live.currentServiceDeployment() == null ? other.id() : live.currentServiceDeployment())
                + " of " + Arns.shortName(taskDefinitionArn) + ", in progress since " + other.createdAt();
    }

    /** {@code , which shop #12 began}, behind the deployment, where it is one of this program's. */
    String whose(Service live, Deployment other) {
        return ours(live, other).map(left -> ", which " + left.by() + " began").orElse("");
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
        String what = what(live, other);
        switch (deployment.request().policies().onConflict()) {
            case REPLACE:
                tell("Replacing " + what);
                return true;
            case WAIT:
                tell("Waiting for the end of " + what);
                return false;
            default:
                throw new EngineException("Service " + deployment.request().service() + " in cluster "
                        + deployment.request().cluster()
                        + " has another deployment: " + what
                        + ". Deploy when it has ended, or set onConflict to WAIT or REPLACE");
        }
    }

    private String what(Service live, Deployment other) {
        return inWords(live, other) + whose(live, other);
    }

    /** Another deployment that is in progress, and what would become of it. */
    void tell(Service live, DeploymentPlan plan) {
        ServiceVerdict.primary(live).filter(Conflict::isInProgress).ifPresent(other -> {
            boolean waits = goesBack(live, other).isPresent();
            OnConflict policy =
                    waits ? OnConflict.WAIT : deployment.request().policies().onConflict();
            plan.other("Another deployment is in progress: " + what(live, other) + policy.inPlan());
            if (policy == OnConflict.FAIL) {
                plan.check(() -> letsBegin(live));
            }
        });
    }

    private void tell(String line) {
        if (deployment.record().shown().isNewConflict(line)) {
            deployment.log(line);
        }
    }
}
