package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A task set: what a service has in place of deployments if another controller decides. Source: API page TaskSet. */
public final class TaskSetState extends DeploymentState {
    /** The id of the CodeDeploy deployment that created it, or null if ECS did, with the service. */
    public String externalId;

    Instant stabilityAt;
    private boolean steady;
    private Runnable whenSteady;

    TaskSetState(
            ServiceState service,
            String id,
            TaskDefinitionStore.Revision taskDefinition,
            ObjectNode settings,
            Instant createdAt) {
        super(service, id, null, taskDefinition, settings, createdAt);
        this.stabilityAt = createdAt;
        this.status = "ACTIVE";
    }

    @Override
    boolean replacesTasks() {
        return !draining();
    }

    @Override
    String scaler() {
        return "(task set " + id + ")";
    }

    @Override
    String subject() {
        return "(service " + service.name + ", taskSet " + id + ")";
    }

    /** How many tasks it is to have: all sets of a service have the scale of 100 percent here. */
    public int desired() {
        return draining() ? 0 : service.desiredCount;
    }

    /** PRIMARY, ACTIVE or DRAINING. */
    public String status() {
        return status;
    }

    /** Whether its tasks are on their way out. */
    public boolean draining() {
        return status.equals("DRAINING");
    }

    /** Whether all its tasks, and only they, run and pass their checks. */
    public boolean steady() {
        return steady;
    }

    /** The ARN of the target group that its tasks are registered in. */
    public String targetGroupArn() {
        return settings.path("loadBalancers").path(0).path("targetGroupArn").asText();
    }

    /** The ARN of the revision that its tasks run. */
    public String taskDefinitionArn() {
        return taskDefinition.arn();
    }

    /** When alarms go off after the deployment's beginning, or null if none does. */
    public Duration alarmAfter() {
        return scene.alarmAfter;
    }

    /** The alarms that go off; all, if there are none in the list. */
    public List<String> alarms() {
        return scene.alarms;
    }

    /** Lets something happen as soon as the set is steady; only once. */
    public void whenSteady(Runnable action) {
        whenSteady = action;
    }

    void steady(boolean now, Instant at) {
        if (now != steady) {
            steady = now;
            stabilityAt = at;
        }
        if (steady && whenSteady != null) {
            Runnable action = whenSteady;
            whenSteady = null;
            action.run();
        }
    }
}
