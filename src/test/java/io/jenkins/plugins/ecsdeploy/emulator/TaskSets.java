package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The task sets of services which AWS CodeDeploy deploys to: keeps each of them at its scale, whatever becomes of the
 * others. Source: API pages CreateTaskSet, UpdateServicePrimaryTaskSet, DeleteTaskSet, TaskSet.
 */
public final class TaskSets {
    private final World world;

    TaskSets(World world) {
        this.world = world;
    }

    /** The task sets of the service, the newest first. */
    public List<TaskSetState> of(ServiceState service) {
        List<TaskSetState> result = new ArrayList<>();
        service.deployments.forEach(deployment -> {
            if (deployment instanceof TaskSetState set) {
                result.add(set);
            }
        });
        return result;
    }

    /** The task set that production traffic belongs to, or null. */
    public TaskSetState primary(ServiceState service) {
        return of(service).stream().filter(TaskSetState::primary).findFirst().orElse(null);
    }

    /** The first task set of a service, as if it had been there since the service was created. */
    TaskSetState place(ServiceState service, Instant then) {
        service.deployments.clear();
        service.history.clear();
        service.lastCompleted = null;
        TaskSetState set = add(service, service.taskDefinition, service.settings.deepCopy(), then);
        set.status = "PRIMARY";
        set.rolloutState("COMPLETED", null, then);
        return set;
    }

    /** The first task set of a service that has just been created. */
    void begin(ServiceState service) {
        promote(create(service, service.taskDefinition.arn(), service.settings.deepCopy(), null));
    }

    /** Makes a service that ECS deployed to one of CodeDeploy: its tasks go over to a task set. */
    void takeOver(ServiceState service) {
        int tasks = service.desiredCount;
        service.deployments.forEach(deployment -> {
            service.tasks.removeAll(deployment.tasks);
            deployment.tasks.forEach(task -> service.cluster.tasks.remove(task.id));
        });
        TaskSetState set = place(service, service.createdAt);
        for (int i = 0; i < tasks; i++) {
            world.scheduler.life().placeRunning(service, set, service.createdAt);
        }
        service.unsteady = false;
        reconcile(service);
    }

    /**
     * Begins a task set for that revision, with those settings in place of the service's.
     *
     * @throws AwsError if ECS would refuse it
     */
    public TaskSetState create(ServiceState service, String taskDefinition, ObjectNode settings, String externalId) {
        TaskDefinitionStore.Revision revision = ServiceTaskDefinition.find(world, taskDefinition, settings);
        Instant now = service.agenda.now();
        TaskSetState set = add(service, revision, settings, now);
        set.externalId = externalId;
        set.steadyNotBefore = now.plus(set.scene.duration);
        service.agenda.at(set.steadyNotBefore, () -> reconcile(service));
        reconcile(service);
        return set;
    }

    private TaskSetState add(
            ServiceState service, TaskDefinitionStore.Revision revision, ObjectNode settings, Instant now) {
        String id = "ecs-svc/" + world.ids.number();
        TaskSetState set = new TaskSetState(service, id, revision, settings, now);
        world.scenes.choose(service, set);
        set.digests = world.images.of(revision);
        service.deployments.add(0, set);
        return set;
    }

    /**
     * The ARN of the revision that "family:revision" names.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String arn(String taskDefinition) {
        TaskDefinitionStore.Revision revision = world.taskDefinitions.find(taskDefinition);
        if (revision == null) {
            throw new IllegalArgumentException("There is no task definition " + taskDefinition);
        }
        return revision.arn();
    }

    /** Whether Fargate can run that revision; false if there is none. */
    public boolean fargate(String taskDefinition) {
        TaskDefinitionStore.Revision revision = world.taskDefinitions.find(taskDefinition);
        return revision != null
                && Json.texts(revision.document, "compatibilities").contains("FARGATE");
    }

    /** Makes it the primary one: the service is now set to what this task set runs. */
    public void promote(TaskSetState set) {
        ServiceState service = set.service;
        of(service).stream().filter(TaskSetState::primary).forEach(before -> before.status = "ACTIVE");
        set.status = "PRIMARY";
        set.updatedAt = service.agenda.now();
        service.taskDefinition = set.taskDefinition;
        service.settings.set("loadBalancers", set.settings.path("loadBalancers"));
        for (String key : ServiceSettings.OF_A_REVISION) {
            // Capacity providers that the set was not given are lost to the service, too (containers-roadmap#1752).
            service.settings.remove(key);
            if (set.settings.has(key)) {
                service.settings.set(key, set.settings.get(key));
            }
        }
    }

    /** Takes a task set away; it is gone when its tasks have stopped. */
    public void delete(TaskSetState set) {
        if (!set.draining()) {
            set.status = "DRAINING";
            set.updatedAt = set.service.agenda.now();
            if (!set.tasks.isEmpty()) {
                event(set, "has begun draining connections on " + set.wanted() + " tasks.");
            }
            reconcile(set.service);
        }
    }

    void reconcile(ServiceState service) {
        Instant now = service.agenda.now();
        for (TaskSetState set : of(service)) {
            world.scheduler.scale(set, set.desired());
            set.steady(!set.draining() && set.steady(set.desired(), now), now);
        }
        service.deployments.removeIf(set -> set.status.equals("DRAINING") && set.unstopped() == 0);
        if (service.unsteady && of(service).stream().allMatch(TaskSetState::steady)) {
            of(service).forEach(set -> set.rolloutState("COMPLETED", null, now));
            world.scheduler.steadyState(service);
        }
    }

    private void event(TaskSetState set, String message) {
        set.service.event(world.ids.uuid(), set.service.agenda.now(), set, message);
    }
}
