package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.util.function.BiFunction;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of the steps share that make a task definition: maps that are typed in as YAML. */
public abstract class TaskDefinitionStepDescriptor<S extends TaskDefinitionStep> extends AwsStepDescriptor<S> {
    /** How the engine takes an argument, which is where its rules are. */
    private interface Setter extends BiFunction<TaskDefinitionChanges.Builder, Object, TaskDefinitionChanges.Builder> {}

    TaskDefinitionStepDescriptor() {
        map("images", TaskDefinitionStep::setImages);
        map("tags", TaskDefinitionStep::setTags);
        map("environment", TaskDefinitionStep::setEnvironment);
        map("secrets", TaskDefinitionStep::setSecrets);
        map("dockerLabels", TaskDefinitionStep::setDockerLabels);
        map("logConfiguration", TaskDefinitionStep::setLogConfiguration);
        map("command", TaskDefinitionStep::setCommand);
        map("environmentFiles", TaskDefinitionStep::setEnvironmentFiles);
        map("fields", TaskDefinitionStep::setFields);
        text("tag", TaskDefinitionStep::setTag);
        text("cpu", TaskDefinitionStep::setCpu);
        text("memory", TaskDefinitionStep::setMemory);
    }

    @POST
    public FormValidation doCheckImages(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "images", value, TaskDefinitionChanges.Builder::images);
    }

    @POST
    public FormValidation doCheckTags(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "tags", value, TaskDefinitionChanges.Builder::tags);
    }

    @POST
    public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "environment", value, TaskDefinitionChanges.Builder::environment);
    }

    @POST
    public FormValidation doCheckSecrets(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "secrets", value, TaskDefinitionChanges.Builder::secrets);
    }

    @POST
    public FormValidation doCheckDockerLabels(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "dockerLabels", value, TaskDefinitionChanges.Builder::dockerLabels);
    }

    @POST
    public FormValidation doCheckLogConfiguration(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "logConfiguration", value, TaskDefinitionChanges.Builder::logConfiguration);
    }

    @POST
    public FormValidation doCheckCommand(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "command", value, TaskDefinitionChanges.Builder::command);
    }

    @POST
    public FormValidation doCheckEnvironmentFiles(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "environmentFiles", value, TaskDefinitionChanges.Builder::environmentFiles);
    }

    @POST
    public FormValidation doCheckFields(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "fields", value, TaskDefinitionChanges.Builder::fields);
    }

    @POST
    public FormValidation doCheckTaskRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedText(item, value, TaskDefinitionChanges.Builder::taskRoleArn);
    }

    @POST
    public FormValidation doCheckExecutionRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedText(item, value, TaskDefinitionChanges.Builder::executionRoleArn);
    }

    @POST
    public FormValidation doCheckCpu(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedText(item, value, TaskDefinitionChanges.Builder::cpu);
    }

    @POST
    public FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedText(item, value, TaskDefinitionChanges.Builder::memory);
    }

    private static FormValidation checkedMap(Item item, String field, String value, Setter setter) {
        return checkMap(item, field, value, map -> setter.apply(TaskDefinitionChanges.builder(), map));
    }

    private static FormValidation checkedText(Item item, String value, Setter setter) {
        return check(item, value, text -> setter.apply(TaskDefinitionChanges.builder(), text));
    }
}
