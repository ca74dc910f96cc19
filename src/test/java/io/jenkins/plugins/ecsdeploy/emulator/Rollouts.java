package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Service deployments from their start to their success. Source of states and order: "View service history using
 * Amazon ECS service deployments", API pages ServiceDeployment and Deployment.
 */
public final class Rollouts {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** The words are known from containers-roadmap#2836: "Once five … ECS rejects any additional deployment requests". */
    private static final int MOST_ACTIVE = 5;
    /** Only so that a world that runs for long does not grow for ever; ECS has no such limit. */
    private static final int HISTORY = 1_000;

    private final Ids ids;
    private final Arns arns;
    private final Scenes scenes;
    private final ImageDigests images;
    private final Scheduler scheduler;
    private final Rollbacks rollbacks;

    Rollouts(Ids ids, Arns arns, Scenes scenes, ImageDigests images, Scheduler scheduler) {
        this.ids = ids;
        this.arns = arns;
        this.scenes = scenes;
        this.images = images;
        this.scheduler = scheduler;
        this.rollbacks = new Rollbacks(scheduler);
    }

    /** Their ways back. */
    public Rollbacks rollbacks() {
        return rollbacks;
    }

    /**
     * Refuses a further deployment if too many have not come to their end, or have tasks without having been completed.
     *
     * @throws AwsError InvalidParameterException
     */
    void checkRoom(ServiceState service) {
        long active = service.history.stream()
                .filter(attempt ->
                        attempt.open() || service.deployments.contains(attempt.target) && !attempt.target.completed())
                .count();
        if (active >= MOST_ACTIVE) {
            throw AwsError.invalid(active + " active deployments exist, unable to create new deployment.");
        }
    }

    /** Starts a deployment of what the service is set to now; one that is under way is stopped for it. */
    ServiceDeploymentState begin(ServiceState service) {
        Instant now = service.agenda.now();
        ServiceDeploymentState before = service.current();
        if (before != null && before.open()) {
            supersede(service, before);
        }
        DeploymentState previous = service.primary();
        if (previous != null) {
            previous.status = "ACTIVE";
            previous.updatedAt = now;
        }
        List<DeploymentState> sources =
                service.deployments.stream().filter(d -> d.unstopped() > 0).toList();
        DeploymentState deployment = add(service, now);
        ServiceDeploymentState attempt = record(service, deployment, sources, now);
        scheduler.strategies().adopt(service, attempt);
        Scene scene = deployment.scene;
        deployment.steadyNotBefore = now.plus(scene.duration);
        Duration tenth = scene.duration.dividedBy(10);
        service.agenda.at(now.plus(tenth.compareTo(MOMENT) < 0 ? tenth : MOMENT), () -> start(service, attempt));
        service.agenda.at(deployment.steadyNotBefore, () -> scheduler.reconcile(service));
        if (scene.alarmAfter != null) {
            service.agenda.at(now.plus(scene.alarmAfter), () -> rollbacks.alarmed(service, attempt, scene.alarms));
        }
        return attempt;
    }

    /** The first deployment of a service as if it had gone well at the service's creation. */
    void placeCompleted(ServiceState service, TaskLife life) {
        Instant then = service.agenda.now();
        DeploymentState deployment = add(service, then);
        ServiceDeploymentState attempt = record(service, deployment, List.of(), then);
        for (int i = 0; i < service.desiredCount; i++) {
            life.placeRunning(service, deployment, then);
        }
        deployment.rolloutState("COMPLETED", "ECS deployment " + deployment.id + " completed.", then);
        service.lastCompleted = deployment;
        attempt.startedAt = then;
        attempt.status("SUCCESSFUL", null, then);
        scheduler.event(service, "has reached a steady state.");
    }

    private DeploymentState add(ServiceState service, Instant now) {
        String revision = arns.serviceRevision(service.cluster.name, service.name, ids.number());
        DeploymentState deployment = new DeploymentState(service, "ecs-svc/" + ids.number(), revision, now);
        scenes.choose(service, deployment);
        deployment.digests = images.of(deployment.taskDefinition);
        service.deployments.add(0, deployment);
        return deployment;
    }

    private ServiceDeploymentState record(
            ServiceState service, DeploymentState deployment, List<DeploymentState> sources, Instant now) {
        String arn = arns.serviceDeployment(service.cluster.name, service.name, ids.serviceDeployment());
        ServiceDeploymentState attempt = new ServiceDeploymentState(
                arn, deployment, sources, service.configuration().deepCopy(), now);
        attempt.threshold = Limits.of(service).failureThreshold();
        service.history.addFirst(attempt);
        if (service.history.size() > HISTORY) {
            service.history.removeLast();
        }
        return attempt;
    }

    private void start(ServiceState service, ServiceDeploymentState attempt) {
        Instant now = service.agenda.now();
        if (attempt.status.equals("PENDING")) {
            attempt.startedAt = now;
            attempt.status("IN_PROGRESS", null, now);
            if (attempt.staged != null) {
                scheduler.strategies().begin(attempt.staged);
            }
        }
        scheduler.reconcile(service);
    }

    /** Whether ECS works on this deployment by now: at first it is PENDING, and after an abort nothing is started. */
    boolean started(ServiceState service, DeploymentState primary) {
        ServiceDeploymentState attempt = service.current();
        if (attempt == null || !attempt.open()) {
            return true;
        }
        return !attempt.status.equals("PENDING") && !attempt.status.equals("STOP_REQUESTED");
    }

    /**
     * A newer deployment takes the place of one that is under way: "STOPPED: the service deployment has stopped". The
     * wording of the reason is not documented.
     */
    private void supersede(ServiceState service, ServiceDeploymentState attempt) {
        attempt.status("STOP_REQUESTED", "A newer service deployment has started.", service.agenda.now());
        service.agenda.at(service.agenda.now().plus(MOMENT), () -> {
            if (attempt.status.equals("STOP_REQUESTED")) {
                attempt.status("STOPPED", null, service.agenda.now());
            }
        });
    }

    /** The service is deleted: what is under way ends with it. */
    void end(ServiceState service) {
        ServiceDeploymentState attempt = service.current();
        if (attempt != null && attempt.open()) {
            attempt.status("STOPPED", "The service was deleted.", service.agenda.now());
        }
    }

    /** Ends the deployment successfully if all its tasks, and only they, are there. */
    void checkSteady(ServiceState service, DeploymentState primary, Limits limits) {
        boolean only = service.deployments.size() == 1;
        if (!only || primary.ready() != limits.desired() || primary.unstopped() != limits.desired()) {
            return;
        }
        if (primary.inProgress()) {
            complete(service, primary);
        } else if (primary.completed()) {
            scheduler.steadyState(service);
        }
    }

    private void complete(ServiceState service, DeploymentState primary) {
        Instant now = service.agenda.now();
        ServiceDeploymentState attempt = service.current();
        if (!now.isBefore(primary.steadyNotBefore) && attempt.working()) {
            finish(service, primary);
        }
    }

    /** All that the newest deployment had to do is done: forward, or back. */
    public void finish(ServiceState service, DeploymentState primary) {
        Instant now = service.agenda.now();
        ServiceDeploymentState attempt = service.current();
        boolean back = attempt.rollingBack();
        primary.rolloutState("COMPLETED", "ECS deployment " + primary.id + " completed.", now);
        service.lastCompleted = primary;
        service.unsteady = false;
        scheduler.event(service, "(deployment " + primary.id + ") deployment completed.");
        scheduler.event(service, "has reached a steady state.");
        attempt.status(back ? "ROLLBACK_SUCCESSFUL" : "SUCCESSFUL", null, now);
    }

    void breakerTripped(ServiceState service, DeploymentState deployment) {
        rollbacks.breakerTripped(service, deployment);
    }
}
