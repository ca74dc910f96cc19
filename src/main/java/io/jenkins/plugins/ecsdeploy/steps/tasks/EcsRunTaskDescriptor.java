package io.jenkins.plugins.ecsdeploy.steps.tasks;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.engine.tasks.RunTaskRequest;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskOverrides;
import io.jenkins.plugins.ecsdeploy.engine.tasks.TaskPlacement;
import io.jenkins.plugins.ecsdeploy.steps.StepRules;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStepDescriptor;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of {@code ecsRunTask}: maps and lists are typed in as YAML, and each is checked by the engine's own rules. */
abstract class EcsRunTaskDescriptor extends AwsStepDescriptor<EcsRunTaskStep> {
    /** What the form has for yes and no, where nothing is as the service has it. */
    private static final String YES = "true";

    private static final String NO = "false";

    EcsRunTaskDescriptor() {
        list("command", EcsRunTaskStep::setCommand);
        map("environment", EcsRunTaskStep::setEnvironment);
        map("overrides", EcsRunTaskStep::setOverrides);
        map("taskTags", EcsRunTaskStep::setTaskTags);
        list("capacityProviderStrategy", EcsRunTaskStep::setCapacityProviderStrategy);
        list("subnets", EcsRunTaskStep::setSubnets);
        list("securityGroups", EcsRunTaskStep::setSecurityGroups);
        text("assignPublicIp", (step, text) -> step.setAssignPublicIp(truth(text)));
        text("cpu", EcsRunTaskStep::setCpu);
        text("memory", EcsRunTaskStep::setMemory);
        number("count", EcsRunTaskStep::setCount);
        number("timeoutMinutes", EcsRunTaskStep::setTimeoutMinutes);
    }

    private static Boolean truth(String text) {
        return Util.fixEmptyAndTrim(text) == null ? null : Boolean.valueOf(text);
    }

    @Override
    public String getFunctionName() {
        return "ecsRunTask";
    }

    @Override
    public String getDisplayName() {
        return Messages.EcsRunTaskStep_displayName();
    }

    @Override
    protected void checkComplete(EcsRunTaskStep step) {
        EcsRunTaskRequest.check(step);
    }

    @POST
    public FormValidation doCheckCommand(@AncestorInPath Item item, @QueryParameter String value) {
        return checkList(item, "command", value, list -> TaskOverrides.of(Map.of("command", list)));
    }

    @POST
    public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
        return checkMap(item, "environment", value, map -> TaskOverrides.of(Map.of("environment", map)));
    }

    @POST
    public FormValidation doCheckOverrides(@AncestorInPath Item item, @QueryParameter String value) {
        return checkMap(item, "overrides", value, map -> TaskOverrides.of(Map.of("overrides", map)));
    }

    @POST
    public FormValidation doCheckTaskTags(@AncestorInPath Item item, @QueryParameter String value) {
        return checkMap(item, "taskTags", value, EcsRunTaskRequest::tags);
    }

    @POST
    public FormValidation doCheckCpu(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> TaskOverrides.of(Map.of("cpu", text)));
    }

    @POST
    public FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> TaskOverrides.of(Map.of("memory", text)));
    }

    @POST
    public FormValidation doCheckTaskRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> TaskOverrides.of(Map.of("taskRoleArn", text)));
    }

    @POST
    public FormValidation doCheckExecutionRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, text -> TaskOverrides.of(Map.of("executionRoleArn", text)));
    }

    @POST
    public FormValidation doCheckCapacityProviderStrategy(@AncestorInPath Item item, @QueryParameter String value) {
        return placement(item, "capacityProviderStrategy", value);
    }

    @POST
    public FormValidation doCheckSubnets(@AncestorInPath Item item, @QueryParameter String value) {
        return placement(item, "subnets", value);
    }

    @POST
    public FormValidation doCheckSecurityGroups(@AncestorInPath Item item, @QueryParameter String value) {
        return placement(item, "securityGroups", value);
    }

    private static FormValidation placement(Item item, String field, String value) {
        return checkList(item, field, value, list -> TaskPlacement.of(Map.of(field, list)));
    }

    @POST
    public FormValidation doCheckCount(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, "count", value, RunTaskRequest::checkCount);
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, "timeoutMinutes", value, StepRules::timeoutMinutes);
    }

    @POST
    @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
    public ListBoxModel doFillLaunchTypeItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.EcsRunTaskStep_asTheService(), "");
        List.of("FARGATE", "EC2", "EXTERNAL").forEach(items::add);
        return items;
    }

    @POST
    @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
    public ListBoxModel doFillAssignPublicIpItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.EcsRunTaskStep_asTheService(), "");
        items.add(Messages.EcsRunTaskStep_yes(), YES);
        items.add(Messages.EcsRunTaskStep_no(), NO);
        return items;
    }
}
