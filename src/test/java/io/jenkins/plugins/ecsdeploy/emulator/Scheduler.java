package io.jenkins.plugins.ecsdeploy.emulator;

import io.jenkins.plugins.ecsdeploy.emulator.strategies.Strategies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The service scheduler: brings the tasks of a service towards its desired count and newest deployment, within the
 * limits of its configuration. Source: "Deploy Amazon ECS services by replacing tasks" and "Amazon ECS service
 * throttle logic".
 */
public final class Scheduler {
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);
    /** What a task takes to stop where tasks are not replaced one by one. */
    private static final Duration STOP_TIME = Duration.ofSeconds(10);

    private final Ids ids;
    private final TaskLife life;
    private final Rollouts rollouts;
    private final TaskSets taskSets;
    private final Strategies strategies;

    Scheduler(Ids ids, Arns arns, Scenes scenes, ImageDigests images, TaskSets taskSets) {
        this.ids = ids;
        this.taskSets = taskSets;
        this.life = new TaskLife(ids, arns, this);
        this.strategies = new Strategies(this, ids);
        this.rollouts = new Rollouts(ids, arns, scenes, images, this);
    }

    /** Service deployments, whatever their strategy. */
    public Rollouts rollouts() {
        return rollouts;
    }

    /** What those of them have that do not roll. */
    public Strategies strategies() {
        return strategies;
    }

    TaskLife life() {
        return life;
    }

    /** Starts and stops what the present state of the service asks for; notices when it is reached. */
    public void reconcile(ServiceState service) {
        if (service.ofCodeDeploy()) {
            taskSets.reconcile(service);
            return;
        }
        DeploymentState primary = service.primary();
        if (primary == null || !service.active()) {
            return;
        }
        ServiceDeploymentState newest = service.current();
        if (newest != null && newest.staged != null) {
            strategies.reconcile(service, newest.staged);
            return;
        }
        Limits limits = Limits.of(service);
        Duration slot = primary.scene.duration.dividedBy(limits.waves());
        dropUseless(service, primary, limits, slot);
        if (!primary.failed() && rollouts.started(service, primary)) {
            exchange(service, primary, limits, slot);
        }
        service.deployments.removeIf(deployment -> !deployment.primary() && deployment.unstopped() == 0);
        rollouts.checkSteady(service, primary, limits);
    }

    /** Starts or stops as many tasks as one revision has too few or too many, whatever becomes of the others. */
    public void scale(DeploymentState deployment, int desired) {
        ServiceState service = deployment.service;
        int missing = desired - deployment.wanted();
        boolean waiting = deployment.failed() || service.agenda.now().isBefore(deployment.noLaunchBefore);
        if (missing > 0 && !waiting) {
            life.start(service, deployment, missing, deployment.scene.duration);
        } else if (missing < 0) {
            List<TaskState> surplus = deployment.tasks.stream()
                    .filter(TaskState::wanted)
                    .limit(-missing)
                    .toList();
            event(
                    service,
                    deployment,
                    "has stopped " + surplus.size() + " running tasks: " + TaskLife.names(surplus) + ".");
            String reason = "Scaling activity initiated by " + deployment.scaler();
            surplus.forEach(task -> life.stop(service, task, "ServiceSchedulerInitiated", reason, STOP_TIME));
        }
    }

    /** A revision begins to start tasks, which takes as long as its scene says. */
    public void comeUp(DeploymentState deployment) {
        ServiceState service = deployment.service;
        deployment.steadyNotBefore = service.agenda.now().plus(deployment.scene.duration);
        service.agenda.at(deployment.steadyNotBefore, () -> reconcile(service));
    }

    /** Says that all tasks are there, if some came or went since that was said last. */
    public void steadyState(ServiceState service) {
        if (service.unsteady) {
            service.unsteady = false;
            event(service, "has reached a steady state.");
        }
    }

    /** Ends a service: all its tasks are stopped; when they have, and not in the same moment, it is INACTIVE. */
    void drain(ServiceState service) {
        service.status = "DRAINING";
        service.desiredCount = 0;
        rollouts.end(service);
        Duration takes = Duration.ofSeconds(10);
        for (DeploymentState deployment : service.deployments) {
            List.copyOf(deployment.tasks).stream()
                    .filter(TaskState::wanted)
                    .forEach(task -> life.stop(
                            service,
                            task,
                            "UserInitiated",
                            "Task stopped by (deployment " + deployment.id + ")",
                            takes));
        }
        service.agenda.at(service.agenda.now().plus(takes), () -> {
            service.status = "INACTIVE";
            service.deployments.clear();
        });
    }

    /** Tasks of older deployments that serve nothing yet, and more of the newest one than are desired. */
    private void dropUseless(ServiceState service, DeploymentState primary, Limits limits, Duration slot) {
        List<TaskState> useless = new ArrayList<>();
        for (DeploymentState deployment : service.deployments) {
            int surplus = deployment.wanted() - limits.desired();
            for (int i = deployment.tasks.size() - 1; i >= 0; i--) {
                TaskState task = deployment.tasks.get(i);
                boolean old = deployment != primary && !task.ready;
                if (task.wanted() && (old || (deployment == primary && surplus-- > 0))) {
                    useless.add(task);
                }
            }
        }
        stop(service, primary, useless, slot);
    }

    private void exchange(ServiceState service, DeploymentState primary, Limits limits, Duration slot) {
        int missing = limits.desired() - primary.wanted();
        int all = service.deployments.stream().mapToInt(DeploymentState::wanted).sum();
        int ready =
                service.deployments.stream().mapToInt(DeploymentState::ready).sum();
        int start = Math.max(0, Math.min(missing, limits.maximum() - all));
        int wish = Math.max(ready - limits.desired(), missing - start);
        int stop = Math.min(wish, ready - limits.minimumHealthy());
        List<TaskState> old = oldReady(service, primary);
        if (stop > 0 && !old.isEmpty()) {
            stop(service, primary, old.subList(0, Math.min(stop, old.size())), slot);
        }
        boolean waiting = service.agenda.now().isBefore(primary.noLaunchBefore);
        if (start > 0 && !waiting) {
            life.start(service, primary, start, slot);
        } else if (missing > 0 && start == 0 && stop <= 0 && !waiting && primary.pending() == 0) {
            reportStuck(service, primary);
        }
    }

    private static List<TaskState> oldReady(ServiceState service, DeploymentState primary) {
        List<TaskState> result = new ArrayList<>();
        for (DeploymentState deployment : service.deployments) {
            if (deployment != primary) {
                deployment.tasks.stream().filter(task -> task.ready).forEach(result::add);
            }
        }
        return result;
    }

    private void stop(ServiceState service, DeploymentState primary, List<TaskState> tasks, Duration slot) {
        if (tasks.isEmpty()) {
            return;
        }
        String reason = "Scaling activity initiated by (deployment " + primary.id + ")";
        Duration takes =
                slot.dividedBy(10).compareTo(Duration.ofSeconds(30)) < 0 ? slot.dividedBy(10) : Duration.ofSeconds(30);
        event(service, "has stopped " + tasks.size() + " running tasks: " + TaskLife.names(tasks) + ".");
        tasks.forEach(task -> life.stop(service, task, "ServiceSchedulerInitiated", reason, takes));
    }

    private void reportStuck(ServiceState service, DeploymentState primary) {
        boolean stopping = service.deployments.stream().anyMatch(d -> d.unstopped() > d.wanted());
        if (!primary.stuckReported && !stopping) {
            primary.stuckReported = true;
            event(
                    service,
                    "was unable to stop or start tasks during a deployment because of the service deployment"
                            + " configuration. Update the minimumHealthyPercent or maximumPercent value and try again.");
        }
    }

    void taskReady(ServiceState service, TaskState task) {
        // API page Deployment, failedTasks: resets to zero once a task runs successfully.
        task.deployment.failedTasks = 0;
        task.deployment.retries = 0;
        reconcile(service);
    }

    void taskFailed(ServiceState service, TaskState task) {
        DeploymentState deployment = task.deployment;
        Instant now = service.agenda.now();
        if (!deployment.replacesTasks()) {
            return;
        }
        deployment.failedTasks++;
        deployment.updatedAt = now;
        if (!now.isBefore(deployment.noLaunchBefore)) {
            deployment.noLaunchBefore = now.plus(pause(deployment));
            service.agenda.at(deployment.noLaunchBefore, () -> reconcile(service));
        }
        if (deployment.failedTasks >= Limits.of(service).failureThreshold() && deployment.inProgress()) {
            if (service.breakerOn()) {
                rollouts.breakerTripped(service, deployment);
            } else if (!deployment.unableReported) {
                deployment.unableReported = true;
                event(
                        service,
                        deployment,
                        "is unable to consistently start tasks successfully. For more information, see the"
                                + " Troubleshooting section of the Amazon ECS Developer Guide.");
            }
        }
    }

    private static Duration pause(DeploymentState deployment) {
        int doublings = Math.max(0, Math.min(20, deployment.retries++ - 4));
        Duration pause = deployment.scene.retry.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
    }

    void event(ServiceState service, DeploymentState about, String message) {
        service.event(ids.uuid(), service.agenda.now(), about, message);
    }

    void event(ServiceState service, String message) {
        service.event(ids.uuid(), service.agenda.now(), message);
    }
}
