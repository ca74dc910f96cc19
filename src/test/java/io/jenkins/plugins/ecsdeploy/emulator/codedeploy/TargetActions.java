package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.List;
import java.util.Map;

/** Looks at the target of a deployment: GetDeploymentTarget, BatchGetDeploymentTargets, ListDeploymentTargets. */
final class TargetActions {
    private final CodeDeployState state;

    TargetActions(CodeDeployState state) {
        this.state = state;
    }

    void register(Map<String, Action> actions) {
        actions.put("GetDeploymentTarget", this::get);
        actions.put("BatchGetDeploymentTargets", this::batch);
        actions.put("ListDeploymentTargets", this::list);
    }

    private ObjectNode get(ObjectNode request, Caller caller) {
        CodeDeployment deployment = started(request);
        check(deployment, Json.text(request, "targetId"));
        return Json.object().set("deploymentTarget", TargetView.of(deployment));
    }

    /** "The target list of both types of deployments must have exactly one item" (for ECS and Lambda). */
    private ObjectNode batch(ObjectNode request, Caller caller) {
        CodeDeployment deployment = started(request);
        List<String> ids = Json.texts(request, "targetIds");
        if (ids.size() > 1) {
            throw AwsError.of(
                    "DeploymentTargetListSizeExceededException",
                    "The target list of a deployment to Amazon ECS must have exactly one item.");
        }
        check(deployment, ids.isEmpty() ? null : ids.get(0));
        ObjectNode answer = Json.object();
        answer.putArray("deploymentTargets").add(TargetView.of(deployment));
        return answer;
    }

    private ObjectNode list(ObjectNode request, Caller caller) {
        return Pages.page(request, "targetIds", List.of(TargetView.id(started(request))));
    }

    private CodeDeployment started(ObjectNode request) {
        CodeDeployment deployment = state.deployment(Json.text(request, "deploymentId"));
        if (!deployment.started()) {
            throw AwsError.of("DeploymentNotStartedException", "The deployment " + deployment.id + " has not started.");
        }
        return deployment;
    }

    private static void check(CodeDeployment deployment, String targetId) {
        if (targetId == null || targetId.isEmpty()) {
            throw AwsError.of("DeploymentTargetIdRequiredException", "A deployment target ID is required.");
        }
        if (targetId.split(":").length != 2) {
            throw AwsError.of("InvalidDeploymentTargetIdException", "The target ID is not valid: " + targetId);
        }
        if (!targetId.equals(TargetView.id(deployment))) {
            throw AwsError.of(
                    "DeploymentTargetDoesNotExistException",
                    "The deployment " + deployment.id + " has no target " + targetId + ".");
        }
    }
}
