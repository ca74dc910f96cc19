package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What there is to deploy to, and how: applications, groups, configurations. */
final class GroupActions {
    private final CodeDeployState state;

    GroupActions(CodeDeployState state) {
        this.state = state;
    }

    void register(Map<String, Action> actions) {
        actions.put("GetApplication", this::application);
        actions.put("ListApplications", this::applications);
        actions.put("BatchGetApplications", this::batchApplications);
        actions.put("GetDeploymentGroup", this::group);
        actions.put("ListDeploymentGroups", this::groups);
        actions.put("BatchGetDeploymentGroups", this::batchGroups);
        actions.put("GetDeploymentConfig", this::config);
        actions.put("ListDeploymentConfigs", this::configs);
    }

    private ObjectNode application(ObjectNode request, Caller caller) {
        ApplicationState application = state.application(Json.text(request, "applicationName"));
        return Json.object().set("application", application.view());
    }

    private ObjectNode applications(ObjectNode request, Caller caller) {
        return Pages.page(request, "applications", List.copyOf(new TreeSet<>(state.applications.keySet())));
    }

    private ObjectNode batchApplications(ObjectNode request, Caller caller) {
        List<String> names = Json.texts(request, "applicationNames");
        if (names.isEmpty()) {
            throw AwsError.of("ApplicationNameRequiredException", "Application name is required.");
        }
        Batches.check(names, 100);
        ObjectNode answer = Json.object();
        ArrayNode infos = answer.putArray("applicationsInfo");
        names.forEach(name -> infos.add(state.application(name).view()));
        return answer;
    }

    private ObjectNode group(ObjectNode request, Caller caller) {
        ApplicationState application = state.application(Json.text(request, "applicationName"));
        GroupState group = state.group(application, Json.text(request, "deploymentGroupName"));
        return Json.object().set("deploymentGroupInfo", GroupView.of(group, state.world.arns));
    }

    private ObjectNode groups(ObjectNode request, Caller caller) {
        ApplicationState application = state.application(Json.text(request, "applicationName"));
        return Pages.page(request, "deploymentGroups", List.copyOf(application.groups.keySet()))
                .put("applicationName", application.name);
    }

    /** API page BatchGetDeploymentGroups, errorMessage: what a group that is missing is told by. */
    private ObjectNode batchGroups(ObjectNode request, Caller caller) {
        ApplicationState application = state.application(Json.text(request, "applicationName"));
        List<String> names = Json.texts(request, "deploymentGroupNames");
        if (names.isEmpty()) {
            throw AwsError.of("DeploymentGroupNameRequiredException", "Deployment group name is required.");
        }
        Batches.check(names, 100);
        ObjectNode answer = Json.object();
        ArrayNode infos = answer.putArray("deploymentGroupsInfo");
        for (String name : names) {
            if (application.groups.containsKey(name)) {
                infos.add(GroupView.of(state.group(application, name), state.world.arns));
            } else {
                answer.put("errorMessage", "No Deployment Group found for name: " + name);
            }
        }
        return answer;
    }

    private ObjectNode config(ObjectNode request, Caller caller) {
        ConfigState config = state.config(Json.text(request, "deploymentConfigName"));
        return Json.object().set("deploymentConfigInfo", config.view());
    }

    private ObjectNode configs(ObjectNode request, Caller caller) {
        return Pages.page(request, "deploymentConfigsList", List.copyOf(state.configs.keySet()));
    }
}
