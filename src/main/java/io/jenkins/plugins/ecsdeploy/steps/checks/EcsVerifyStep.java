package io.jenkins.plugins.ecsdeploy.steps.checks;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.codedeploy.CodeDeployArguments;
import io.jenkins.plugins.ecsdeploy.steps.StepRules;
import io.jenkins.plugins.ecsdeploy.steps.TaskDefinitionStep;
import io.jenkins.plugins.ecsdeploy.steps.TaskDefinitionStepDescriptor;
import io.jenkins.plugins.ecsdeploy.steps.files.OwnCopy;
import io.jenkins.plugins.ecsdeploy.steps.images.ImagesRules;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsVerify}: checks a task definition against AWS with reading calls, and answers with all that was found. */
public class EcsVerifyStep extends TaskDefinitionStep {
    private static final long serialVersionUID = 1L;

    /** What makes the step fail. */
    enum FailOn {
        WRONG,
        NEVER
    }

    private String service;
    private String failOn = FailOn.WRONG.name();
    private Map<String, ?> registryCredentials;
    private String codeDeployApplication;
    private String codeDeployGroup;

    @DataBoundConstructor
    public EcsVerifyStep() {}

    /** Fills in what another version did not write. */
    protected Object readResolve() {
        setFailOn(failOn);
        return this;
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        checkCaller(context);
        return new EcsVerifyExecution(context, this);
    }

    /** @throws EngineException if the arguments make no sense together */
    void check() {
        if (service == null && getTaskDefinition() == null) {
            throw new EngineException("There is nothing to check. Name a task definition by taskDefinition (a file, the"
                    + " text or a revision), or a service to check what it runs");
        }
        StepRules.choice("failOn", failOn, FailOn.class);
        if (registryCredentials != null) {
            ImagesRules.credentials(registryCredentials);
        }
    }

    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    public String getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public void setFailOn(String failOn) {
        String asked = Util.fixEmptyAndTrim(failOn);
        this.failOn = asked == null ? FailOn.WRONG.name() : asked;
    }

    public Map<String, ?> getRegistryCredentials() {
        return registryCredentials;
    }

    @DataBoundSetter
    public void setRegistryCredentials(Map<String, ?> registryCredentials) {
        this.registryCredentials = OwnCopy.of(registryCredentials);
    }

    public String getCodeDeployApplication() {
        return codeDeployApplication;
    }

    @DataBoundSetter
    public void setCodeDeployApplication(String codeDeployApplication) {
        this.codeDeployApplication = Util.fixEmptyAndTrim(codeDeployApplication);
    }

    public String getCodeDeployGroup() {
        return codeDeployGroup;
    }

    @DataBoundSetter
    public void setCodeDeployGroup(String codeDeployGroup) {
        this.codeDeployGroup = Util.fixEmptyAndTrim(codeDeployGroup);
    }

    @Extension
    public static class DescriptorImpl extends TaskDefinitionStepDescriptor<EcsVerifyStep> {
        public DescriptorImpl() {
            map("registryCredentials", EcsVerifyStep::setRegistryCredentials);
        }

        @Override
        public String getFunctionName() {
            return "ecsVerify";
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsVerifyStep_displayName();
        }

        @Override
        protected void checkComplete(EcsVerifyStep step) {
            step.check();
        }

        @POST
        @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
        public ListBoxModel doFillFailOnItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.EcsVerifyStep_wrong(), FailOn.WRONG.name());
            items.add(Messages.EcsVerifyStep_never(), FailOn.NEVER.name());
            return items;
        }

        @POST
        public FormValidation doCheckRegistryCredentials(@AncestorInPath Item item, @QueryParameter String value) {
            return checkMap(item, "registryCredentials", value, ImagesRules::credentials);
        }

        @POST
        public FormValidation doCheckCodeDeployApplication(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, text -> CodeDeployArguments.name("codeDeployApplication", text));
        }

        @POST
        public FormValidation doCheckCodeDeployGroup(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, text -> CodeDeployArguments.name("codeDeployGroup", text));
        }
    }
}
