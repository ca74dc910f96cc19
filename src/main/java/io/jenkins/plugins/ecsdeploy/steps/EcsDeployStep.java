package io.jenkins.plugins.ecsdeploy.steps;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.steps.plan.PlanExecution;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsDeploy}: brings a service to a task definition and follows that deployment to its end. */
public class EcsDeployStep extends ImagesStep implements ServiceStep {
    private static final long serialVersionUID = 1L;

    private final String service;
    private boolean forceNewDeployment;
    private Integer desiredCount;
    private boolean wait = true;
    private Integer timeoutMinutes;
    private boolean skipUnchanged = true;
    private String propagateTags;
    private Boolean enableEcsManagedTags;
    private String onAbort;
    private String onFailure;
    private String onConflict = OnConflict.FAIL.name();
    private String deploymentArn;
    private boolean logs;
    private boolean verify;
    private int keepRevisions;
    private boolean dryRun;

    @DataBoundConstructor
    public EcsDeployStep(String service) {
        this.service = Util.fixNull(service).trim();
    }

    /** Fills in what another version did not write. */
    @Override
    protected Object readResolve() {
        setOnConflict(onConflict);
        return super.readResolve();
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        checkCaller(context);
        return dryRun ? new PlanExecution(context, this) : new EcsDeployExecution(context, this);
    }

    @Override
    public CompletableFuture<StepFiles> files(StepContext context) throws IOException, InterruptedException {
        return StepFiles.read(context, "ecsDeploy", paths(), getArtifactsOf());
    }

    @Override
    public DeployRequest request(DeploymentRecord record, StepContext context, StepFiles files, Optional<Target> target)
            throws IOException, InterruptedException {
        return EcsDeployRequest.of(this, record, context, files, target);
    }

    @Override
    public OnAbort onAbort(Optional<Target> target) {
        return DeployPolicies.onAbort(onAbort, target);
    }

    @Override
    public String getService() {
        return service;
    }

    public boolean isForceNewDeployment() {
        return forceNewDeployment;
    }

    @DataBoundSetter
    public void setForceNewDeployment(boolean forceNewDeployment) {
        this.forceNewDeployment = forceNewDeployment;
    }

    public Integer getDesiredCount() {
        return desiredCount;
    }

    @DataBoundSetter
    public void setDesiredCount(Integer desiredCount) {
        this.desiredCount = desiredCount;
    }

    @Override
    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    public boolean isSkipUnchanged() {
        return skipUnchanged;
    }

    @DataBoundSetter
    public void setSkipUnchanged(boolean skipUnchanged) {
        this.skipUnchanged = skipUnchanged;
    }

    public String getPropagateTags() {
        return propagateTags;
    }

    @DataBoundSetter
    public void setPropagateTags(String propagateTags) {
        this.propagateTags = Util.fixEmptyAndTrim(propagateTags);
    }

    public Boolean getEnableEcsManagedTags() {
        return enableEcsManagedTags;
    }

    @DataBoundSetter
    public void setEnableEcsManagedTags(Boolean enableEcsManagedTags) {
        this.enableEcsManagedTags = enableEcsManagedTags;
    }

    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        this.onAbort = Util.fixEmptyAndTrim(onAbort);
    }

    public String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = Util.fixEmptyAndTrim(onFailure);
    }

    public String getOnConflict() {
        return onConflict;
    }

    @DataBoundSetter
    public void setOnConflict(String onConflict) {
        String asked = Util.fixEmptyAndTrim(onConflict);
        this.onConflict = asked == null ? OnConflict.FAIL.name() : asked;
    }

    public String getDeploymentArn() {
        return deploymentArn;
    }

    @DataBoundSetter
    public void setDeploymentArn(String deploymentArn) {
        this.deploymentArn = Util.fixEmptyAndTrim(deploymentArn);
    }

    public boolean isLogs() {
        return logs;
    }

    @DataBoundSetter
    public void setLogs(boolean logs) {
        this.logs = logs;
    }

    @Override
    public boolean isVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    public int getKeepRevisions() {
        return keepRevisions;
    }

    @DataBoundSetter
    public void setKeepRevisions(int keepRevisions) {
        this.keepRevisions = keepRevisions;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Extension
    public static class DescriptorImpl extends ImagesStepDescriptor<EcsDeployStep> implements PolicyForm {
        public DescriptorImpl() {
            // Stapler would make false of an empty choice.
            text(
                    "enableEcsManagedTags",
                    (step, text) -> step.setEnableEcsManagedTags(text.isEmpty() ? null : Boolean.valueOf(text)));
            number("timeoutMinutes", EcsDeployStep::setTimeoutMinutes);
            number("desiredCount", EcsDeployStep::setDesiredCount);
            number("keepRevisions", (step, number) -> step.setKeepRevisions(number == null ? 0 : number));
        }

        @Override
        public String getFunctionName() {
            return "ecsDeploy";
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsDeployStep_displayName();
        }

        @Override
        protected void checkComplete(EcsDeployStep step) {
            StepRules.service(step.getService(), "deploy to");
        }

        @POST
        public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "timeoutMinutes", value, StepRules::timeoutMinutes);
        }

        @POST
        public FormValidation doCheckDesiredCount(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "desiredCount", value, StepRules::desiredCount);
        }

        @POST
        public FormValidation doCheckKeepRevisions(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "keepRevisions", value, StepRules::keepRevisions);
        }

        /** Looks at the fields beside it that one is likeliest to fill in, too; the step looks at all. */
        @POST
        public FormValidation doCheckDeploymentArn(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String taskDefinition,
                @QueryParameter String imageDefinitions,
                @QueryParameter String tag,
                @QueryParameter String desiredCount) {
            return check(item, value, text -> {
                EcsDeployStep step = new EcsDeployStep("");
                step.setDeploymentArn(text);
                step.setTaskDefinition(taskDefinition);
                step.setImageDefinitions(imageDefinitions);
                step.setTag(tag);
                step.setDesiredCount(wholeNumber("desiredCount", desiredCount));
                EcsDeployRequest.checkGoal(step);
            });
        }

        @POST
        @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
        public ListBoxModel doFillPropagateTagsItems() {
            return asItIsOr("SERVICE", "TASK_DEFINITION", "NONE");
        }

        @POST
        @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
        public ListBoxModel doFillEnableEcsManagedTagsItems() {
            return asItIsOr("true", "false");
        }

        /** The values that UpdateService takes, after an empty one that leaves the service's setting alone. */
        private static ListBoxModel asItIsOr(String... values) {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.EcsDeployStep_asItIs(), "");
            for (String value : values) {
                items.add(value);
            }
            return items;
        }
    }
}
