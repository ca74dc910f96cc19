package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.JsonProtocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** AWS CodeDeploy. */
public final class CodeDeployProtocol extends JsonProtocol {
    private final Map<String, Action> actions = new HashMap<>();
    private final CodeDeployState state;

    /** For what there is in that state. */
    public CodeDeployProtocol(CodeDeployState state) {
        super("CodeDeploy_20141006.", "codedeploy:", "software.amazon.awssdk.services.codedeploy.model.");
        this.state = state;
        Revisions revisions = new Revisions(state.world);
        new GroupActions(state).register(actions);
        new DeploymentActions(state).register(actions);
        new TargetActions(state).register(actions);
        new RevisionActions(state, revisions).register(actions);
        new ControlActions(state).register(actions);
        actions.put("CreateDeployment", new CreateDeployment(state, revisions));
        actions.put("UpdateDeploymentGroup", new UpdateDeploymentGroup(state));
    }

    @Override
    public Set<String> actions() {
        return actions.keySet();
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        return actions.get(action).answer(request, caller);
    }

    /** CreateDeployment, overrideAlarmConfiguration: "you must have the permission to call UpdateDeploymentGroup". */
    @Override
    public List<String> alsoNeeds(String action, ObjectNode request) {
        boolean override = action.equals("CreateDeployment") && Json.has(request, "overrideAlarmConfiguration");
        return override ? List.of("UpdateDeploymentGroup") : List.of();
    }

    /** "Actions, resources, and condition keys for AWS CodeDeploy": a deployment's resource is its group. */
    @Override
    public String resource(ObjectNode request) {
        String application = Json.text(request, "applicationName");
        String group = Json.text(request, "deploymentGroupName");
        String id = Json.has(request, "deploymentId")
                ? Json.text(request, "deploymentId")
                : request.path("deploymentIds").path(0).asText();
        if (id.startsWith("d-")) {
            CodeDeployment deployment = state.find(id);
            application = deployment == null ? null : deployment.group.application.name;
            group = deployment == null ? null : deployment.group.name;
        }
        if (Json.has(request, "deploymentConfigName") && application == null) {
            return state.world.arns.codeDeploy("deploymentconfig:" + Json.text(request, "deploymentConfigName"));
        }
        if (application == null) {
            return "*";
        }
        return state.world.arns.codeDeploy(
                group == null ? "application:" + application : "deploymentgroup:" + application + "/" + group);
    }
}
