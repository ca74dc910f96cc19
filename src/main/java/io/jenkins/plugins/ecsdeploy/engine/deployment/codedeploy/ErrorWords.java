package io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy;

import java.util.Map;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/** Why a deployment of CodeDeploy has ended badly, and what to do about it. */
final class ErrorWords {
    /** What CodeDeploy's code means for a deployment to ECS (API reference, ErrorInformation, {@code code}). */
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry(
                    "ALARM_ACTIVE",
                    "an alarm of the group is red. Look at it, or go on in spite of it by ignoreAlarms"),
            Map.entry("CLOUDFORMATION_STACK_FAILURE", "the CloudFormation stack failed. Look at its events"),
            Map.entry(
                    "ECS_UPDATE_ERROR",
                    "ECS refused what CodeDeploy asked for. Look at the service's events and at the AppSpec"),
            Map.entry(
                    "ELASTIC_LOAD_BALANCING_INVALID",
                    "the load balancer, a listener or a target group is not as the group says. Both target groups have to"
                            + " be there, one of them on the production listener"),
            Map.entry(
                    "HOOK_EXECUTION_FAILURE",
                    "a hook said that the deployment failed, or did not answer within an hour. Look at its Lambda"
                            + " function's log"),
            Map.entry(
                    "IAM_ROLE_MISSING",
                    "the group's service role does not exist. Create it, or give the group another one"),
            Map.entry(
                    "IAM_ROLE_PERMISSIONS",
                    "the group's service role may not do what is needed. Attach AWSCodeDeployRoleForECS to it"),
            Map.entry("INTERNAL_ERROR", "CodeDeploy itself failed. Deploy again"),
            Map.entry(
                    "INVALID_ECS_SERVICE",
                    "the service is not one that CodeDeploy can deploy. It has to be ACTIVE, with the controller"
                            + " CODE_DEPLOY and one primary task set"),
            Map.entry("INVALID_REVISION", "the AppSpec is not right. Correct it"),
            Map.entry("MANUAL_STOP", "somebody stopped it"),
            Map.entry(
                    "MISSING_ELB_INFORMATION",
                    "the group names no load balancer. Add target groups and listeners to it"),
            Map.entry("THROTTLED", "AWS throttled CodeDeploy. Deploy again later"),
            Map.entry(
                    "TIMEOUT",
                    "it took too long. The new tasks did not become steady, or a hook did not answer, within an hour"));

    private ErrorWords() {}

    static String of(DeploymentInfo info) {
        String id = info.deploymentId();
        String status = info.statusAsString();
        if (info.errorInformation() == null) {
            return "CodeDeploy has deployment " + id + " as " + status;
        }
        String code = info.errorInformation().codeAsString();
        String message = info.errorInformation().message();
        String remedy = REMEDIES.get(code);
        return "CodeDeploy has deployment " + id + " as " + status
                + (code == null ? "" : " with " + code)
                + (message == null || message.isBlank() ? "" : " (" + stripped(message) + ")")
                + (remedy == null ? "" : ": " + remedy);
    }

    private static String stripped(String message) {
        return message.strip().replaceFirst("\\.$", "");
    }
}
