package io.jenkins.plugins.ecsdeploy.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Starts and stops tasks of a service: notes on its agenda what happens to each of them, as the scene has it. */
final class TaskLife {
    /** DescribeTasks: "Currently, stopped tasks appear in the returned results for at least one hour." */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Ids ids;
    private final Arns arns;
    private final Scheduler scheduler;

    TaskLife(Ids ids, Arns arns, Scheduler scheduler) {
        this.ids = ids;
        this.arns = arns;
        this.scheduler = scheduler;
    }

    /** Starts that many tasks of the deployment at once; they come up one after the other. */
    void start(ServiceState service, DeploymentState deployment, int count, Duration slot) {
        Instant now = service.agenda.now();
        List<TaskState> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TaskState task = create(service, deployment, now);
            started.add(task);
            if (deployment.scene.fails(deployment.doomed)) {
                deployment.doomed++;
                new FailingTask(this, scheduler, service, task).begin();
            } else if (deployment.scene.outcome != Scene.Outcome.PENDING || deployment.completed()) {
                comeUp(service, task, slot, (i + 1.0) / count);
            }
        }
        service.unsteady = true;
        service.event(ids.uuid(), now, deployment, "has started " + count + " tasks: " + names(started) + ".");
    }

    void placeRunning(ServiceState service, DeploymentState deployment, Instant then) {
        TaskState task = create(service, deployment, then);
        task.lastStatus = "RUNNING";
        task.startedAt = then;
        task.ready = true;
        task.health = deployment.checked() ? "HEALTHY" : "UNKNOWN";
    }

    private TaskState create(ServiceState service, DeploymentState deployment, Instant now) {
        String id = ids.task();
        TaskState task = new TaskState(id, arns.task(service.cluster.name, id), deployment, now);
        deployment.tasks.add(task);
        service.tasks.add(task);
        service.cluster.tasks.put(id, task);
        return task;
    }

    private void comeUp(ServiceState service, TaskState task, Duration slot, double place) {
        Instant runs = task.createdAt.plus(part(slot, 0.25 + 0.45 * place));
        pendingThenRunning(service, task, runs);
        // A task without any health check counts as healthy as soon as it runs (API page CreateService).
        Instant ready = task.deployment.checked() ? runs.plus(part(slot, 0.05)) : runs;
        service.agenda.at(ready, () -> {
            if (task.wanted()) {
                task.health = task.deployment.checked() ? "HEALTHY" : "UNKNOWN";
                task.ready = true;
                scheduler.taskReady(service, task);
            }
        });
    }

    void pendingThenRunning(ServiceState service, TaskState task, Instant runs) {
        Duration way = Duration.between(task.createdAt, runs);
        service.agenda.at(task.createdAt.plus(way.dividedBy(2)), () -> {
            if (task.wanted()) {
                task.lastStatus = "PENDING";
            }
        });
        service.agenda.at(runs, () -> {
            if (task.wanted()) {
                task.lastStatus = "RUNNING";
                task.startedAt = runs;
            }
        });
    }

    /** Asks a task to stop; it has stopped after that time. */
    void stop(ServiceState service, TaskState task, String code, String reason, Duration takes) {
        Instant now = service.agenda.now();
        task.desiredStatus = "STOPPED";
        task.lastStatus = task.startedAt == null ? "STOPPING" : "DEACTIVATING";
        task.stopCode = code;
        task.stoppedReason = reason;
        task.stoppingAt = now;
        task.ready = false;
        service.unsteady = true;
        service.agenda.at(now.plus(takes), () -> stopped(service, task));
    }

    private void stopped(ServiceState service, TaskState task) {
        Instant now = service.agenda.now();
        task.lastStatus = "STOPPED";
        task.stoppedAt = now;
        if (task.exitCode == null && task.startedAt != null) {
            task.exitCode = 0;
        }
        task.deployment.tasks.remove(task);
        service.agenda.at(now.plus(REMEMBERED), () -> {
            service.tasks.remove(task);
            service.cluster.tasks.remove(task.id);
        });
        scheduler.reconcile(service);
    }

    /** "(task 1) (task 2)", as in ECS's service events. */
    static String names(List<TaskState> tasks) {
        StringBuilder result = new StringBuilder();
        tasks.forEach(task -> result.append(result.isEmpty() ? "" : " ")
                .append("(task ")
                .append(task.id)
                .append(")"));
        return result.toString();
    }

    static Duration part(Duration whole, double share) {
        return Duration.ofMillis(Math.round(whole.toMillis() * share));
    }
}
