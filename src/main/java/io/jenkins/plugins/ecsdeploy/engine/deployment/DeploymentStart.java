package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.aws.AwsFailure;
import io.jenkins.plugins.ecsdeploy.engine.aws.EcsApi;
import io.jenkins.plugins.ecsdeploy.engine.render.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * From a request to a deployment that ECS has begun: look at the service, register a revision, update the service.
 * Safe to run again after a stop at any point: what may have been done before is looked for before it is done.
 */
final class DeploymentStart {
    /** An answer of ECS may be a little behind; what it does not show by then was not started. */
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(30);

    private final EcsApi ecs;
    private final DeployRequest request;
    private final DeploymentRecord record;
    private final RetryingHost host;
    private final Instant now;
    private final BooleanSupplier cancelled;

    DeploymentStart(
            EcsApi ecs,
            DeployRequest request,
            DeploymentRecord record,
            RetryingHost host,
            Instant now,
            BooleanSupplier cancelled) {
        this.ecs = ecs;
        this.request = request;
        this.record = record;
        this.host = host;
        this.now = now;
        this.cancelled = cancelled;
    }

    /**
     * Begins, if it may.
     *
     * @param live the service as it is now
     * @return false when something has to be waited for; then this is to be run again with the service as it is by then
     */
    boolean run(Service live) {
        if (record.phase == Phase.NEW) {
            record.onFailure = request.policies().onFailure().orElse(null);
        }
        ServiceCheck.deployable(live, request.cluster(), request.service());
        record.countsFailedTasks = !FailedTasks.hasCircuitBreaker(live);
        if (request.goal() instanceof Goal.Follow running) {
            new Adoption(ecs, record, host, now).run(live, running.deploymentArn());
            return true;
        }
        Deployment primary = ServiceVerdict.primary(live).orElse(null);
        if (record.phase.compareTo(Phase.UPDATING) < 0) {
            previousRevision(live, primary);
            record.previousDeploymentId = primary == null ? null : primary.id();
            record.previousDeploymentArn = live.currentServiceDeployment();
        }
        if (record.phase == Phase.UPDATING && isOurs(primary)) {
            host.log("The update had been made before; going on with it");
            follow(live);
            return true;
        }
        Optional<ServiceDeploymentBrief> lost =
                record.phase == Phase.UPDATING ? new LostUpdate(ecs, record).find() : Optional.empty();
        if (lost.isPresent()) {
            host.log("The update had been made before, and ECS has gone on since; looking what became of it");
            follow(live, lost.get());
            return true;
        }
        if (record.updateAcceptedMillis > 0) {
            checkShownInTime(primary);
            return false;
        }
        if (!request.mayChange()) {
            end(Status.NOT_DEPLOYED);
            throw new EngineException(
                    "Service " + record.service + " had not been updated when the build ended: nothing was deployed");
        }
        Conflict conflict = new Conflict(request, record, host);
        if (request.goal() instanceof Goal.Rollback back
                && back.to().isEmpty()
                && record.phase == Phase.NEW
                && Conflict.isInProgress(primary)) {
            Optional<DeploymentRecord> taken = conflict.takesBack(live, primary);
            if (taken.isPresent()) {
                followTheWayBack(live, taken.get());
            } else {
                new RollbackOfActive(ecs, record, host).begin(live, primary, now);
            }
            return true;
        }
        if (conflict.waitsForOurs(live)) {
            return false;
        }
        if (record.phase.compareTo(Phase.REGISTERED) < 0) {
            new Registration(ecs, wanted(live), record, host, now, () -> conflict.letsBegin(live)).run(live);
        }
        if (cancelled.getAsBoolean()) {
            return true;
        }
        if (record.phase.compareTo(Phase.REGISTERED) < 0) {
            return false;
        }
        if (!record.sameDefinition || request.forceNewDeployment() || !request.skipUnchanged()) {
            if (!conflict.letsBegin(live)) {
                return false;
            }
            // ECS begins a deployment of the revision that is there only when it is forced to.
            return update(record.sameDefinition || request.forceNewDeployment());
        } else if (primary != null && primary.rolloutState() == DeploymentRolloutState.FAILED) {
            host.log("The service has this definition already, but its deployment failed: deploying it again");
            return update(true);
        } else if (Conflict.isInProgress(primary)) {
            host.log("This very definition is being deployed already: following that deployment");
            record.previousDeploymentArn = null;
            follow(live);
        } else if (settingsDiffer(live)) {
            return update(false);
        } else if (record.phase == Phase.UPDATING) {
            host.log("The service's settings had been updated before; ECS starts no deployment for them");
            end(Status.UPDATED);
        } else {
            host.log("Unchanged: the service runs " + Arns.shortName(record.taskDefinitionArn)
                    + ", which is the same. Nothing was registered or updated");
            end(Status.UNCHANGED);
        }
        return true;
    }

    private DeployRequest wanted(Service live) {
        return request.goal() instanceof Goal.Rollback back
                ? request.withRevision(new RollbackTarget(ecs, record, host, live.taskDefinition()).arn(back))
                : request;
    }

    /** ECS replaces the primary deployment when it begins a new one, so a new id with our revision is our update. */
    private boolean isOurs(Deployment primary) {
        return primary != null
                && !primary.id().equals(record.previousDeploymentId)
                && primary.taskDefinition().equals(record.taskDefinitionArn);
    }

    /**
     * While a deployment goes on, and when it has failed, the service is set to a revision that may never have run; what
     * ran before may not be among its deployments any more.
     */
    private void previousRevision(Service live, Deployment primary) {
        Optional<String> completed = Stream.concat(
                        Stream.ofNullable(primary),
                        live.deployments().stream()
                                .sorted(Comparator.comparing(Deployment::createdAt)
                                        .reversed()))
                .filter(d -> d.rolloutState() == DeploymentRolloutState.COMPLETED)
                .map(Deployment::taskDefinition)
                .findFirst();
        boolean known = record.previousTaskDefinitionArn != null
                && primary != null
                && primary.id().equals(record.previousDeploymentId);
        if (completed.isEmpty() && !known) {
            completed = new RevisionHistory(ecs, record, host, line -> {})
                    .newest(live.taskDefinition())
                    .map(RanRevision::taskDefinitionArn);
            record.previousUnproven = completed.isEmpty();
        } else if (completed.isPresent()) {
            record.previousUnproven = false;
        } else {
            return;
        }
        record.previousTaskDefinitionArn = completed.orElse(live.taskDefinition());
    }

    private boolean settingsDiffer(Service live) {
        return request.desiredCount()
                        .filter(n -> !n.equals(live.desiredCount()))
                        .isPresent()
                || request.enableEcsManagedTags()
                        .filter(b -> !b.equals(live.enableECSManagedTags()))
                        .isPresent()
                || request.propagateTags()
                        .filter(tags -> PropagateTags.fromValue(tags) != live.propagateTags())
                        .isPresent();
    }

    /** Answers whether it is known what ECS made of it. */
    private boolean update(boolean force) {
        host.rememberBefore(record, Phase.UPDATING);
        UpdateServiceRequest.Builder update = UpdateServiceRequest.builder()
                .cluster(request.cluster())
                .service(request.service())
                .taskDefinition(record.taskDefinitionArn);
        // Only what the caller named is sent: an empty value would take a setting away from the service.
        if (force) {
            update.forceNewDeployment(true);
        }
        request.desiredCount().ifPresent(update::desiredCount);
        request.propagateTags().ifPresent(update::propagateTags);
        request.enableEcsManagedTags().ifPresent(update::enableECSManagedTags);
        Service updated;
        try {
            updated = ecs.updateService(update.build());
        } catch (SdkException e) {
            if (AwsFailure.isTransient(e)) {
                throw e;
            }
            record.phase = Phase.REGISTERED;
            throw AwsFailure.explain(
                    "UpdateService " + request.service() + " in cluster " + request.cluster() + " to "
                            + Arns.shortName(record.taskDefinitionArn),
                    e);
        }
        if (isOurs(ServiceVerdict.primary(updated).orElse(null))) {
            follow(updated);
        } else if (record.sameDefinition && !force) {
            host.log("The service's settings were updated; ECS starts no deployment for them");
            end(Status.UPDATED);
        } else {
            record.updateAcceptedMillis = now.toEpochMilli();
            host.remember(record);
            return false;
        }
        return true;
    }

    /** @throws EngineException when ECS has had time enough to show the deployment */
    private void checkShownInTime(Deployment primary) {
        if (now.isAfter(Instant.ofEpochMilli(record.updateAcceptedMillis).plus(SHOWN_WITHIN))) {
            end(Status.FAILED);
            throw new EngineException("ECS accepted the update of service " + record.service + " in cluster "
                    + record.cluster + " to " + Arns.shortName(record.taskDefinitionArn) + ", but started no deployment"
                    + " within " + SHOWN_WITHIN.toSeconds() + " seconds: its primary deployment is still "
                    + (primary == null ? "none" : primary.id() + " of " + Arns.shortName(primary.taskDefinition()))
                    + ". Look at the service's events and at who else updates it, then deploy again");
        }
    }

    /** Our deployment is not the service's newest any more. */
    private void follow(Service live, ServiceDeploymentBrief ours) {
        record.deploymentArn = ours.serviceDeploymentArn();
        record.deploymentId = live.deployments().stream()
                .filter(d -> d.taskDefinition().equals(record.taskDefinitionArn))
                .map(Deployment::id)
                .findFirst()
                .orElse(null);
        record.followedSinceMillis = now.toEpochMilli();
        record.beganMillis = ours.createdAt().toEpochMilli();
        record.eventsShownMillis = record.beganMillis - 1;
        record.phase = Phase.FOLLOWING;
        host.remember(record);
        host.log("  " + record.deploymentInWords());
    }

    /** The service is on its way back by a deployment of its own: that is the rollback. */
    private void followTheWayBack(Service live, DeploymentRecord taken) {
        record.previousTaskDefinitionArn = taken.taskDefinitionArn;
        record.taskDefinitionArn = live.taskDefinition();
        record.images = new LinkedHashMap<>(
                new Revisions(ecs).get(record.taskDefinitionArn).document().images());
        record.previousDeploymentArn = null;
        follow(live);
    }

    private void follow(Service updated) {
        Optional<Deployment> primary = ServiceVerdict.primary(updated);
        record.deploymentId = primary.map(Deployment::id).orElse(null);
        record.followedSinceMillis = now.toEpochMilli();
        record.beganMillis = primary.map(Deployment::createdAt).orElse(now).toEpochMilli();
        record.eventsShownMillis = record.beganMillis - 1;
        // The answer may still name the deployment before ours.
        if (!Objects.equals(updated.currentServiceDeployment(), record.previousDeploymentArn)) {
            record.deploymentArn = updated.currentServiceDeployment();
        }
        record.phase = Phase.FOLLOWING;
        host.remember(record);
        host.log("Deploying " + Arns.shortName(record.taskDefinitionArn) + " to service " + record.service
                + " in cluster " + record.cluster + " (it runs " + Arns.shortName(record.previousTaskDefinitionArn)
                + ")");
        host.log("  " + record.deploymentInWords());
        host.log("  " + ConsoleLink.service(record.region, record.cluster, record.service));
    }

    private void end(Status status) {
        record.status = status;
        record.phase = Phase.ENDED;
        record.endedMillis = now.toEpochMilli();
        host.remember(record);
    }
}
