package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.steps.files.OwnCopy;
import io.jenkins.plugins.ecsdeploy.steps.files.TaskDefinitionArgument;
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
    private String diff;

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

    public String getDiff() {
        return diff;
    }

    @DataBoundSetter
    public void setDiff(String diff) {
        this.diff = Util.fixEmptyAndTrim(diff);
    }

    /** @throws EngineException if a variable has no value, or one that is no text */
    static Placeholders placeholders(Map<String, ?> variables) {
        variables.forEach((name, value) -> {
            if (value == null) {
                throw new EngineException(
                        "variables: " + name + " has no value. Is the variable that it comes from set?");
            }
        });
        return Placeholders.of(variables);
    }

    @Extension
    public static class DescriptorImpl extends TaskDefinitionStepDescriptor<EcsRenderStep> {
        public DescriptorImpl() {
            map("variables", EcsRenderStep::setVariables);
        }

        @POST
        public FormValidation doCheckVariables(@AncestorInPath Item item, @QueryParameter String value) {
            return checkMap(item, "variables", value, EcsRenderStep::placeholders);
        }

        @Override
        public String getFunctionName() {
            return "ecsRender";
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsRenderStep_displayName();
        }

        @POST
        public FormValidation doCheckTaskDefinition(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String family,
                @QueryParameter String taskDefinitionArn,
                @QueryParameter String service,
                @QueryParameter String diff) {
            return checkBases(item, value, value, family, taskDefinitionArn, service, diff);
        }

        @POST
        public FormValidation doCheckFamily(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String taskDefinition,
                @QueryParameter String taskDefinitionArn,
                @QueryParameter String service,
                @QueryParameter String diff) {
            return checkBases(item, value, taskDefinition, value, taskDefinitionArn, service, diff);
        }

        @POST
        public FormValidation doCheckTaskDefinitionArn(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String taskDefinition,
                @QueryParameter String family,
                @QueryParameter String service,
                @QueryParameter String diff) {
            return checkBases(item, value, taskDefinition, family, value, service, diff);
        }

        @POST
        public FormValidation doCheckService(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String taskDefinition,
                @QueryParameter String family,
                @QueryParameter String taskDefinitionArn,
                @QueryParameter String diff) {
            return checkBases(item, value, taskDefinition, family, taskDefinitionArn, value, diff);
        }

        /** The verdict at each of the fields that name something to start from: there are too many of them, or not. */
        private static FormValidation checkBases(
                Item item,
                String value,
                String taskDefinition,
                String family,
                String taskDefinitionArn,
                String service,
                String diff) {
            String definition = Util.fixEmptyAndTrim(taskDefinition);
            return check(
                    item,
                    value,
                    text -> StepRules.oneBase(
                            TaskDefinitionArgument.isRevision(definition) ? definition : null,
                            Util.fixEmptyAndTrim(family),
                            Util.fixEmptyAndTrim(taskDefinitionArn),
                            Util.fixEmptyAndTrim(diff) == null ? Util.fixEmptyAndTrim(service) : null));
        }

        @POST
        public FormValidation doCheckDiff(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String service) {
            return check(item, value, text -> StepRules.diff(text, Util.fixEmptyAndTrim(service)));
        }

        @POST
        @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
        public ListBoxModel doFillDiffItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.EcsRenderStep_noDiff(), "");
            items.add(StepRules.LIVE);
            return items;
        }
    }
}
