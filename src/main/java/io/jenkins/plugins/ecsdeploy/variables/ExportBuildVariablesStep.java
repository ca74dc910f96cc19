package io.jenkins.plugins.ecsdeploy.variables;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.arguments.StepFormDescriptor;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
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
    public static class DescriptorImpl extends StepFormDescriptor<ExportBuildVariablesStep> {
        public DescriptorImpl() {
            map("variables", ExportBuildVariablesStep::setVariables);
        }

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
        protected void checkComplete(ExportBuildVariablesStep step) {
            ExportedVariables.file(step.getName());
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, ExportedVariables::file);
        }

        @POST
        public FormValidation doCheckVariables(@AncestorInPath Item item, @QueryParameter String value) {
            return checkMap(item, "variables", value, ExportedVariables::texts);
        }
    }
}
