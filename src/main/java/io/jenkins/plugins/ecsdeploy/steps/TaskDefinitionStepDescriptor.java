package io.jenkins.plugins.ecsdeploy.steps;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of the steps share that make a task definition: maps that are typed in as YAML. */
public abstract class TaskDefinitionStepDescriptor extends AwsStepDescriptor {
    /** Arguments that Stapler cannot bind by their types; the form sends them as text. */
    private final Map<String, BiConsumer<TaskDefinitionStep, String>> typedIn = new LinkedHashMap<>();

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

    /** Declares an argument whose setter takes the text as it was typed in. */
    final void text(String name, BiConsumer<TaskDefinitionStep, String> setter) {
        typedIn.put(name, setter);
    }

    /** Declares an argument that is a map, typed in as YAML. */
    final void map(String name, BiConsumer<TaskDefinitionStep, Map<String, ?>> setter) {
        text(name, (step, text) -> setter.accept(step, MapField.parse(name, text)));
    }

    @Override
    public Step newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
        JSONObject bindable = JSONObject.fromObject(formData);
        typedIn.keySet().forEach(bindable::remove);
        TaskDefinitionStep step = (TaskDefinitionStep) super.newInstance(req, bindable);
        for (var argument : typedIn.entrySet()) {
            try {
                argument.getValue().accept(step, formData.optString(argument.getKey()));
            } catch (EngineException e) {
                throw new FormException(e.getMessage(), argument.getKey());
            }
        }
        return step;
    }

    /** How the form shows a map argument. */
    public String yaml(Map<String, ?> map) {
        return MapField.print(map);
    }

    @POST
    public FormValidation doCheckImages(@AncestorInPath Item item, @QueryParameter String value) {
        return MapField.check(item, "images", value);
    }

    @POST
    public FormValidation doCheckTags(@AncestorInPath Item item, @QueryParameter String value) {
        return MapField.check(item, "tags", value);
    }

    @POST
    public FormValidation doCheckEnvironment(@AncestorInPath Item item, @QueryParameter String value) {
        return MapField.check(item, "environment", value);
    }

    @POST
    public FormValidation doCheckSecrets(@AncestorInPath Item item, @QueryParameter String value) {
        return MapField.check(item, "secrets", value);
    }

    @POST
    public FormValidation doCheckDockerLabels(@AncestorInPath Item item, @QueryParameter String value) {
        return MapField.check(item, "dockerLabels", value);
    }

    @POST
    public FormValidation doCheckLogConfiguration(@AncestorInPath Item item, @QueryParameter String value) {
        return MapField.check(item, "logConfiguration", value);
    }

    @POST
    public FormValidation doCheckCommand(@AncestorInPath Item item, @QueryParameter String value) {
        return MapField.check(item, "command", value);
    }

    @POST
    public FormValidation doCheckEnvironmentFiles(@AncestorInPath Item item, @QueryParameter String value) {
        return MapField.check(item, "environmentFiles", value);
    }

    @POST
    public FormValidation doCheckFields(@AncestorInPath Item item, @QueryParameter String value) {
        return MapField.check(item, "fields", value);
    }
}
