package io.jenkins.plugins.ecsdeploy.steps;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.EnvVars;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of the steps share: context, the list of credentials, and maps that are typed in as YAML. */
public abstract class TaskDefinitionStepDescriptor extends StepDescriptor {
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
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, EnvVars.class);
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
    public FormValidation doCheckImages(@QueryParameter String value) {
        return MapField.check("images", value);
    }

    @POST
    public FormValidation doCheckTags(@QueryParameter String value) {
        return MapField.check("tags", value);
    }

    @POST
    public FormValidation doCheckEnvironment(@QueryParameter String value) {
        return MapField.check("environment", value);
    }

    @POST
    public FormValidation doCheckSecrets(@QueryParameter String value) {
        return MapField.check("secrets", value);
    }

    @POST
    public FormValidation doCheckDockerLabels(@QueryParameter String value) {
        return MapField.check("dockerLabels", value);
    }

    @POST
    public FormValidation doCheckLogConfiguration(@QueryParameter String value) {
        return MapField.check("logConfiguration", value);
    }

    @POST
    public FormValidation doCheckCommand(@QueryParameter String value) {
        return MapField.check("command", value);
    }

    @POST
    public FormValidation doCheckEnvironmentFiles(@QueryParameter String value) {
        return MapField.check("environmentFiles", value);
    }

    @POST
    public FormValidation doCheckFields(@QueryParameter String value) {
        return MapField.check("fields", value);
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        StandardListBoxModel list = new StandardListBoxModel();
        boolean mayList = item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
        if (!mayList) {
            return list.includeCurrentValue(credentialsId);
        }
        return list.includeEmptyValue()
                .includeAs(ACL.SYSTEM2, item, AmazonWebServicesCredentials.class)
                .includeCurrentValue(credentialsId);
    }
}
