package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsRender}: makes a task definition that is ready to register and answers with it as a string. */
public class EcsRenderStep extends TaskDefinitionStep {
    private static final long serialVersionUID = 1L;

    private String family;
    private String taskDefinitionArn;
    private String service;
    private Map<String, ?> variables;
    private boolean useEnvironment;
    private String output;

    @DataBoundConstructor
    public EcsRenderStep() {}

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        checkCaller(context);
        return new EcsRenderExecution(context, this);
    }

    public String getFamily() {
        return family;
    }

    @DataBoundSetter
    public void setFamily(String family) {
        this.family = Util.fixEmptyAndTrim(family);
    }

    public String getTaskDefinitionArn() {
        return taskDefinitionArn;
    }

    @DataBoundSetter
    public void setTaskDefinitionArn(String taskDefinitionArn) {
        this.taskDefinitionArn = Util.fixEmptyAndTrim(taskDefinitionArn);
    }

    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    public Map<String, ?> getVariables() {
        return variables;
    }

    @DataBoundSetter
    public void setVariables(Map<String, ?> variables) {
        this.variables = OwnCopy.of(variables);
    }

    public boolean isUseEnvironment() {
        return useEnvironment;
    }

    @DataBoundSetter
    public void setUseEnvironment(boolean useEnvironment) {
        this.useEnvironment = useEnvironment;
    }

    public String getOutput() {
        return output;
    }

    @DataBoundSetter
    public void setOutput(String output) {
        this.output = Util.fixEmptyAndTrim(output);
    }

    @Extension
    public static class DescriptorImpl extends TaskDefinitionStepDescriptor {
        public DescriptorImpl() {
            map("variables", (step, value) -> ((EcsRenderStep) step).setVariables(value));
        }

        @POST
        public FormValidation doCheckVariables(@AncestorInPath Item item, @QueryParameter String value) {
            return MapField.check(item, "variables", value);
        }

        @Override
        public String getFunctionName() {
            return "ecsRender";
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsRenderStep_displayName();
        }
    }
}
