package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import io.jenkins.plugins.ecsdeploy.records.NamedBuild;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStepDescriptor;
import io.jenkins.plugins.ecsdeploy.steps.files.ArtifactsOf;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of the steps share that make a task definition: maps that are typed in as YAML. */
public abstract class TaskDefinitionStepDescriptor<S extends TaskDefinitionStep> extends AwsStepDescriptor<S> {
    protected TaskDefinitionStepDescriptor() {
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

    /** A script may give what {@code upstreamBuildChoice} has answered. */
    @Override
    protected Map<String, Object> arguments(Map<String, Object> given) {
        return withBuildNamed(given, ArtifactsOf.ARGUMENT);
    }

    /** The arguments with the text that names a build, where one is a map. */
    static Map<String, Object> withBuildNamed(Map<String, Object> given, String argument) {
        if (!(given.get(argument) instanceof Map<?, ?> build)) {
            return given;
        }
        Map<String, Object> named = new LinkedHashMap<>(given);
        named.put(argument, NamedBuild.of(argument, build));
        return named;
    }

    @POST
    public FormValidation doCheckArtifactsOf(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, ArtifactsOf::check);
    }

    @POST
    public FormValidation doCheckImages(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "images", value);
    }

    @POST
    public FormValidation doCheckTags(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "tags", value);
    }

    @POST
    public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "environment", value);
    }

    @POST
    public FormValidation doCheckSecrets(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "secrets", value);
    }

    @POST
    public FormValidation doCheckDockerLabels(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "dockerLabels", value);
    }

    @POST
    public FormValidation doCheckLogConfiguration(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "logConfiguration", value);
    }

    @POST
    public FormValidation doCheckCommand(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "command", value);
    }

    @POST
    public FormValidation doCheckEnvironmentFiles(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "environmentFiles", value);
    }

    @POST
    public FormValidation doCheckFields(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedMap(item, "fields", value);
    }

    @POST
    public FormValidation doCheckTaskRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedText(item, "taskRoleArn", value);
    }

    @POST
    public FormValidation doCheckExecutionRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedText(item, "executionRoleArn", value);
    }

    @POST
    public FormValidation doCheckCpu(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedText(item, "cpu", value);
    }

    @POST
    public FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return checkedText(item, "memory", value);
    }

    /** The rules of the arguments are with the engine. */
    private static FormValidation checkedMap(Item item, String field, String value) {
        return checkMap(item, field, value, map -> TaskDefinitionChanges.of(Map.of(field, map)));
    }

    private static FormValidation checkedText(Item item, String field, String value) {
        return check(item, value, text -> TaskDefinitionChanges.of(Map.of(field, text)));
    }
}
