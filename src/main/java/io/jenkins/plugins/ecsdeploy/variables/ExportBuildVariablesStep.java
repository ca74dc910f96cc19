package io.jenkins.plugins.ecsdeploy.variables;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.arguments.CheckedStepDescriptor;
import io.jenkins.plugins.ecsdeploy.aws.FormRights;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.steps.MapField;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code exportBuildVariables}: archives variables as a file that other builds import. */
public class ExportBuildVariablesStep extends Step {
    private final String name;
    private Map<String, ?> variables;

    @DataBoundConstructor
    public ExportBuildVariablesStep(String name) {
        this.name = Util.fixNull(name).trim();
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            return new ExportBuildVariablesExecution(
                    context, ExportedVariables.file(name), ExportedVariables.texts(variables));
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
    }

    public String getName() {
        return name;
    }

    public Map<String, ?> getVariables() {
        return variables;
    }

    @DataBoundSetter
    public void setVariables(Map<String, ?> variables) {
        this.variables = variables;
    }

    @Extension
    public static class DescriptorImpl extends CheckedStepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public String getFunctionName() {
            return "exportBuildVariables";
        }

        @Override
        public String getDisplayName() {
            return Messages.ExportBuildVariablesStep_displayName();
        }

        @Override
        public Step newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
            JSONObject bindable = JSONObject.fromObject(formData);
            bindable.remove("variables");
            ExportBuildVariablesStep step = (ExportBuildVariablesStep) super.newInstance(req, bindable);
            try {
                step.setVariables(MapField.parse("variables", formData.optString("variables")));
            } catch (EngineException e) {
                throw new FormException(e.getMessage(), "variables");
            }
            return step;
        }

        /** How the form shows the map. */
        public String yaml(Map<String, ?> map) {
            return MapField.print(map);
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            if (!FormRights.maySee(item)) {
                return FormValidation.ok();
            }
            try {
                ExportedVariables.file(Util.fixNull(value).trim());
                return FormValidation.ok();
            } catch (EngineException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public FormValidation doCheckVariables(@AncestorInPath Item item, @QueryParameter String value) {
            return MapField.check(item, "variables", value);
        }
    }
}
