package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.time.Duration;
import java.util.List;

/**
 * The action UpdateDeploymentGroup, as far as a group has something to update here: configuration, waits, alarms,
 * rollbacks. It changes what the next deployments do. Source: its API page.
 */
final class UpdateDeploymentGroup implements Action {
    private final CodeDeployState state;

    UpdateDeploymentGroup(CodeDeployState state) {
        this.state = state;
    }

    @Override
    public ObjectNode answer(ObjectNode request, Caller caller) {
        Json.dropNulls(request);
        ApplicationState application = state.application(Json.text(request, "applicationName"));
        GroupState group = state.group(application, Json.text(request, "currentDeploymentGroupName"));
        JsonNode rollback = request.path("autoRollbackConfiguration");
        JsonNode alarms = request.path("alarmConfiguration");
        RollbackRules.check(rollback);
        AlarmRules.check(alarms);
        if (Json.has(request, "deploymentConfigName")) {
            group.configName =
                    state.config(Json.text(request, "deploymentConfigName")).name();
        }
        if (rollback.isObject()) {
            group.rollbackEvents = Json.flag(rollback, "enabled") ? Json.texts(rollback, "events") : List.of();
        }
        if (alarms.isObject()) {
            group.alarms = Json.flag(alarms, "enabled") ? alarms.path("alarms").findValuesAsText("name") : List.of();
        }
        waits(group, request.path("blueGreenDeploymentConfiguration"));
        ObjectNode answer = Json.object();
        answer.putArray("hooksNotCleanedUp");
        return answer;
    }

    private static void waits(GroupState group, JsonNode blueGreen) {
        JsonNode ready = blueGreen.path("deploymentReadyOption");
        if (ready.isObject()) {
            boolean stops = "STOP_DEPLOYMENT".equals(Json.text(ready, "actionOnTimeout"));
            group.readyWait = stops ? minutes(ready.path("waitTimeInMinutes")) : null;
        }
        JsonNode termination = blueGreen.path("terminateBlueInstancesOnDeploymentSuccess");
        if (termination.isObject()) {
            boolean ends = "TERMINATE".equals(Json.text(termination, "action"));
            group.terminationWait = ends ? minutes(termination.path("terminationWaitTimeInMinutes")) : null;
        }
    }

    private static Duration minutes(JsonNode number) {
        return Duration.ofMinutes(number.asInt());
    }
}
