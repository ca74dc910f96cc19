package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.ServiceState;
import io.jenkins.plugins.ecsdeploy.emulator.TaskSetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** One deployment: what was asked for, and how far it has come. Source: API pages DeploymentInfo, ECSTarget. */
final class CodeDeployment {
    final GroupState group;
    final String id;
    final RevisionState revision;
    final RevisionState previousRevision;
    final ConfigState config;
    final String creator;
    final String description;
    /** The group's, or what this deployment has in its place. */
    final ObjectNode rollbackConfiguration;

    final ObjectNode alarmConfiguration;
    /** What CreateDeployment said in place of the group's alarms, or null. */
    final JsonNode alarmOverride;

    final Instant createTime;
    final List<LifecycleEvent> events = LifecycleEvent.all();
    /** The group's at the time of the deployment's creation. */
    final Duration readyWait;

    final Duration terminationWait;

    Status status = Status.Created;
    Instant startTime;
    Instant completeTime;
    Instant updatedAt;
    TaskSetState blue;
    TaskSetState green;
    /** The share of production traffic on green, in percent. */
    int greenWeight;

    /** Whether the READY wait is over. */
    boolean gatePassed;
    /** What ContinueDeployment sets going, or null if nothing waits for it. */
    Runnable whenContinued;

    boolean terminationWaitStarted;
    boolean stopping;
    String errorCode;
    String errorMessage;
    /** The deployment that goes back for this one. */
    String rollbackId;
    /** The deployment that this one goes back for. */
    CodeDeployment triggering;

    String rollbackMessage;

    CodeDeployment(
            GroupState group,
            String id,
            RevisionState revision,
            ConfigState config,
            String creator,
            ObjectNode request,
            Instant createTime) {
        this.group = group;
        this.id = id;
        this.revision = revision;
        this.config = config;
        this.creator = creator;
        this.createTime = createTime;
        this.updatedAt = createTime;
        CodeDeployment last = group.lastSuccessful();
        this.previousRevision = last == null ? null : last.revision;
        this.description = Json.text(request, "description");
        this.rollbackConfiguration = request.get("autoRollbackConfiguration") instanceof ObjectNode given
                ? given.deepCopy()
                : group.rollbackConfiguration();
        this.alarmOverride = request.get("overrideAlarmConfiguration");
        this.alarmConfiguration =
                alarmOverride instanceof ObjectNode given ? given.deepCopy() : group.alarmConfiguration();
        this.readyWait = group.readyWait;
        this.terminationWait = group.terminationWait;
    }

    ServiceState service() {
        return group.service;
    }

    Instant now() {
        return group.service.agenda.now();
    }

    boolean open() {
        return status.open();
    }

    boolean started() {
        return startTime != null;
    }

    /** Whether it goes back for another one. */
    boolean back() {
        return triggering != null;
    }

    void status(Status next) {
        status = next;
        updatedAt = now();
        if (!next.open()) {
            completeTime = now();
        }
    }

    LifecycleEvent event(String name) {
        return events.get(LifecycleEvent.ORDER.indexOf(name));
    }

    /** Whether such an end is followed by a deployment that goes back. */
    boolean rollsBackOn(String event) {
        return Json.flag(rollbackConfiguration, "enabled")
                && Json.texts(rollbackConfiguration, "events").contains(event);
    }

    /** Which of these red alarms (or of all) stop it. */
    List<String> heeded(Collection<String> red, boolean all) {
        List<String> names = Json.flag(alarmConfiguration, "enabled")
                ? alarmConfiguration.path("alarms").findValuesAsText("name")
                : List.of();
        return names.stream().filter(name -> all || red.contains(name)).toList();
    }
}
