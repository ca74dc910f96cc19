package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.Arns;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeploymentContext;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Gates;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RequestedRevision;
import io.jenkins.plugins.ecsdeploy.engine.deployment.RollbackOfActive;
import io.jenkins.plugins.ecsdeploy.engine.deployment.ecs.strategies.GateRule;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Status;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.EcsHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/**
 * From a request to a deployment that ECS has begun: look at the service, register a revision, update the service.
 * Safe to run again after a stop at any point: what may have been done before is looked for before it is done.
 */
final class EcsStart {
    /** An answer of ECS may be a little behind; what it does not show by then was not started. */
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(30);

    private final DeploymentContext deployment;
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final EcsState state;
    private final RequestedRevision revision;
    private final RollbackOfActive rollback;
    private final Conflict conflict;
    private final BegunDeployment begun;
    private boolean optionsChecked;

    EcsStart(DeploymentContext deployment, EcsState state) {
        this.deployment = deployment;
        this.request = deployment.request();
        this.record = deployment.record();
        this.state = state;
        this.revision = new RequestedRevision(deployment);
        this.rollback = new RollbackOfActive(deployment);
        this.conflict = new Conflict(deployment);
        this.begun = new BegunDeployment(deployment, state);
    }

    /**
     * Begins, if it may.
     *
     * @param live the service as it is now
     * @return false when something has to be waited for; then this is to be run again with the service as it is by then
     */
    boolean run(Service live) {
        checkOptions(live);
        state.stages.of(live);
        state.countsFailedTasks = !FailedTasks.hasCircuitBreaker(live);
        if (request.goal() instanceof Goal.Follow running) {
            new FollowExisting(deployment, state).run(live, running.deploymentArn());
            Gates.tellAnswered(deployment);
            return true;
        }
        Deployment primary = ServiceVerdict.primary(live).orElse(null);
        if (record.phase().compareTo(Phase.UPDATING) < 0) {
            new PreviousRevision(deployment, state).note(live, primary);
        } else if (state.isOurs(primary, record.taskDefinitionArn())) {
            deployment.log("The update had been made before; going on with it");
            begun.follow(live);
            return true;
        } else {
            Optional<ServiceDeploymentBrief> lost = new LostUpdate(deployment.ecs(), record, state).find();
            if (lost.isPresent()) {
                begun.followLost(live, lost.get());
                return true;
            }
        }
        if (state.updateAcceptedMillis > 0) {
            checkShownInTime(primary);
            return false;
        }
        if (!request.mayChange()) {
            deployment.end(Status.NOT_DEPLOYED);
            throw new EngineException(
                    "Service " + record.service() + " had not been updated when the build ended: nothing was deployed");
        }
        if (rollback.isCalledFor() && Conflict.isInProgress(primary)) {
            Optional<DeploymentRecord> taken = conflict.takesBack(live, primary);
            if (taken.isPresent()) {
                begun.followTheWayBack(live, taken.get());
            } else {
                rollBack(live, primary);
            }
            return true;
        }
        return !conflict.waitsForOurs(live) && isRegistered(live) && (deployment.isCancelled() || bring(live, primary));
    }

    private void checkOptions(Service live) {
        if (record.phase() != Phase.NEW || optionsChecked) {
            return;
        }
        GateRule.check(deployment, live);
        optionsChecked = true;
        unusedOptions(deployment).ifPresent(deployment::log);
    }

    /** A word on arguments that mean nothing here, if there are some. */
    static Optional<String> unusedOptions(DeploymentContext deployment) {
        List<String> unused = deployment.request().blueGreen().namesForCodeDeploy();
        return unused.isEmpty()
                ? Optional.empty()
                : Optional.of("Service " + deployment.record().service() + " is deployed by ECS itself; what is meant"
                        + " for CodeDeploy is not used: " + String.join(", ", unused));
    }

    private void rollBack(Service live, Deployment active) {
        record.revision(active.taskDefinition(), record.images());
        state.deploymentId = active.id();
        state.deploymentArn = live.currentServiceDeployment();
        record.follow(deployment.now(), deployment.now());
        rollback.begin(active.createdAt(), record.url());
        new StopOrRollBack(deployment, state).rollBack();
    }

    private boolean isRegistered(Service live) {
        return revision.isThere(
                live,
                live.taskDefinition(),
                new EcsHistory(deployment.ecs(), record.cluster(), record.service()),
                definition -> {},
                () -> conflict.letsBegin(live));
    }

    /** Brings the service to the revision that is registered, if it is not there yet. */
    private boolean bring(Service live, Deployment primary) {
        ServiceUpdate update = new ServiceUpdate(deployment, state, begun);
        switch (NextStep.of(request, record.isSameDefinition(), live, primary)) {
            case DEPLOY:
                // ECS begins a deployment of the revision that is there only when it is forced to.
                return conflict.letsBegin(live)
                        && update.run(record.isSameDefinition() || request.forceNewDeployment());
            case DEPLOY_AGAIN:
                deployment.log(
                        "The service has this definition already, but its deployment failed: deploying it again");
                return update.run(true);
            case FOLLOW:
                deployment.log("This very definition is being deployed already: following that deployment");
                state.previousDeploymentArn = null;
                begun.follow(live);
                return true;
            case UPDATE:
                return update.run(false);
            default:
                unchanged();
                return true;
        }
    }

    private void unchanged() {
        if (record.phase() == Phase.UPDATING) {
            deployment.log("The service's settings had been updated before; ECS starts no deployment for them");
            deployment.end(Status.UPDATED);
        } else {
            deployment.log("Unchanged: the service runs " + Arns.shortName(record.taskDefinitionArn())
                    + ", which is the same. Nothing was registered or updated");
            deployment.end(Status.UNCHANGED);
        }
    }

    /** @throws EngineException when ECS has had time enough to show the deployment */
    private void checkShownInTime(Deployment primary) {
        Instant last = Instant.ofEpochMilli(state.updateAcceptedMillis).plus(SHOWN_WITHIN);
        if (deployment.now().isAfter(last)) {
            deployment.end(Status.FAILED);
            throw new EngineException("ECS accepted the update of service " + record.service() + " in cluster "
                    + record.cluster() + " to " + Arns.shortName(record.taskDefinitionArn())
                    + ", but started no deployment within " + SHOWN_WITHIN.toSeconds()
                    + " seconds: its primary deployment is still "
                    + (primary == null ? "none" : primary.id() + " of " + Arns.shortName(primary.taskDefinition()))
                    + ". Look at the service's events and at who else updates it, then deploy again");
        }
    }
}
