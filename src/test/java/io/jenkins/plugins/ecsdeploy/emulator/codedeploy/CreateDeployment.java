package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Action;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;

/** The action CreateDeployment. Source: its API page, "CodeDeploy limits". */
final class CreateDeployment implements Action {
    private final CodeDeployState state;
    private final Revisions revisions;

    CreateDeployment(CodeDeployState state, Revisions revisions) {
        this.state = state;
        this.revisions = revisions;
    }

    @Override
    public ObjectNode answer(ObjectNode request, Caller caller) {
        return Json.object().put("deploymentId", create(request, "user").id);
    }

    CodeDeployment create(ObjectNode request, String creator) {
        Json.dropNulls(request);
        ApplicationState application = state.application(Json.text(request, "applicationName"));
        GroupState group = state.group(application, Json.text(request, "deploymentGroupName"));
        checkDescription(Json.text(request, "description"));
        ConfigState config = config(group, request);
        InstanceRules.check(request);
        RollbackRules.check(request.path("autoRollbackConfiguration"));
        AlarmRules.check(request.path("overrideAlarmConfiguration"));
        RevisionState revision = revisions.register(application, request);
        CodeDeployment active = group.active();
        if (active != null) {
            // Nothing is queued, and nothing but this text says which one it is (aws/aws-sdk-java#757).
            throw AwsError.of(
                    "DeploymentLimitExceededException",
                    "The Deployment Group '" + group.name + "' already has an active Deployment '" + active.id + "'");
        }
        CodeDeployment deployment = state.add(group, revision, config, creator, request);
        state.begin(deployment);
        return deployment;
    }

    private ConfigState config(GroupState group, ObjectNode request) {
        ConfigState config = state.config(
                Json.has(request, "deploymentConfigName")
                        ? Json.text(request, "deploymentConfigName")
                        : group.configName);
        if (!config.platform().equals("ECS")) {
            throw AwsError.of(
                    "InvalidDeploymentConfigNameException",
                    "The deployment configuration " + config.name() + " is for the compute platform "
                            + config.platform() + ", the deployment group is for ECS.");
        }
        // "If you use a Network Load Balancer, only CodeDeployDefault.ECSAllAtOnce is supported."
        if (group.balancer.equals("net") && config.routing().type() != Routing.Type.AllAtOnce) {
            throw AwsError.of(
                    "InvalidTrafficRoutingConfigurationException",
                    "A Network Load Balancer supports a deployment configuration that shifts all traffic at once only.");
        }
        return config;
    }

    /** "CodeDeploy limits": a deployment's description has 256 characters at most. */
    static void checkDescription(String description) {
        if (description != null && description.length() > 256) {
            throw AwsError.of(
                    "DescriptionTooLongException", "The description is too long: 256 characters are allowed.");
        }
    }
}
