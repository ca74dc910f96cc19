package io.jenkins.plugins.ecsdeploy.steps.sync;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.sync.FailOn;
import io.jenkins.plugins.ecsdeploy.steps.BlueGreenForm;
import io.jenkins.plugins.ecsdeploy.steps.EcsDeployStep;
import io.jenkins.plugins.ecsdeploy.steps.PolicyForm;
import io.jenkins.plugins.ecsdeploy.steps.StepRules;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStep;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStepDescriptor;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsSync}: brings all services that a tree of files names to the images in them. */
public class EcsSyncStep extends AwsStep {
    private static final long serialVersionUID = 1L;
    private static final String HERE = ".";
    private static final String PATTERN = "*/*/revision.json";
    private static final int AT_A_TIME = 10;

    private String path = HERE;
    private String pattern = PATTERN;
    private int parallel = AT_A_TIME;
    private boolean changed;
    private boolean dryRun;
    private boolean failFast;
    private String failOn = FailOn.FAILURE.name();
    private Integer timeoutMinutes;
    private String onFailure;
    private String onAbort;
    private String onConflict = OnConflict.FAIL.name();
    private boolean logs;
    private int keepRevisions;
    private String codeDeployConfig;
    private String description;
    private boolean ignoreAlarms;
    private String waitUntil = WaitUntil.DONE.name();

    @DataBoundConstructor
    public EcsSyncStep() {}

    /** Fills in what another version did not write. */
    protected Object readResolve() {
        setPath(path);
        setPattern(pattern);
        setFailOn(failOn);
        setOnConflict(onConflict);
        setWaitUntil(waitUntil);
        parallel = parallel == 0 ? AT_A_TIME : parallel;
        return this;
    }

    @Override
    public StepExecution start(StepContext context) throws IOException, InterruptedException {
        checkCaller(context);
        try {
            EcsSyncRequest.check(this);
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
        return new EcsSyncExecution(context, this);
    }

    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        String given = Util.fixEmptyAndTrim(path);
        this.path = given == null ? HERE : given;
    }

    public String getPattern() {
        return pattern;
    }

    @DataBoundSetter
    public void setPattern(String pattern) {
        String given = Util.fixEmptyAndTrim(pattern);
        this.pattern = given == null ? PATTERN : given;
    }

    public int getParallel() {
        return parallel;
    }

    @DataBoundSetter
    public void setParallel(int parallel) {
        this.parallel = parallel;
    }

    public boolean isChanged() {
        return changed;
    }

    @DataBoundSetter
    public void setChanged(boolean changed) {
        this.changed = changed;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public boolean isFailFast() {
        return failFast;
    }

    @DataBoundSetter
    public void setFailFast(boolean failFast) {
        this.failFast = failFast;
    }

    public String getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public void setFailOn(String failOn) {
        String asked = Util.fixEmptyAndTrim(failOn);
        this.failOn = asked == null ? FailOn.FAILURE.name() : asked;
    }

    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    public String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = Util.fixEmptyAndTrim(onFailure);
    }

    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        this.onAbort = Util.fixEmptyAndTrim(onAbort);
    }

    public String getOnConflict() {
        return onConflict;
    }

    @DataBoundSetter
    public void setOnConflict(String onConflict) {
        String asked = Util.fixEmptyAndTrim(onConflict);
        this.onConflict = asked == null ? OnConflict.FAIL.name() : asked;
    }

    public boolean isLogs() {
        return logs;
    }

    @DataBoundSetter
    public void setLogs(boolean logs) {
        this.logs = logs;
    }

    public int getKeepRevisions() {
        return keepRevisions;
    }

    @DataBoundSetter
    public void setKeepRevisions(int keepRevisions) {
        this.keepRevisions = keepRevisions;
    }

    public String getCodeDeployConfig() {
        return codeDeployConfig;
    }

    @DataBoundSetter
    public void setCodeDeployConfig(String codeDeployConfig) {
        this.codeDeployConfig = Util.fixEmptyAndTrim(codeDeployConfig);
    }

    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Util.fixEmptyAndTrim(description);
    }

    public boolean isIgnoreAlarms() {
        return ignoreAlarms;
    }

    @DataBoundSetter
    public void setIgnoreAlarms(boolean ignoreAlarms) {
        this.ignoreAlarms = ignoreAlarms;
    }

    public String getWaitUntil() {
        return waitUntil;
    }

    @DataBoundSetter
    public void setWaitUntil(String waitUntil) {
        String asked = Util.fixEmptyAndTrim(waitUntil);
        this.waitUntil = asked == null ? WaitUntil.DONE.name() : asked;
    }

    @Extension
    public static class DescriptorImpl extends AwsStepDescriptor<EcsSyncStep> implements BlueGreenForm, PolicyForm {
        /** Those that mean the same for one service and for many. */
        private static final List<String> OF_ECS_DEPLOY = List.of(
                "timeoutMinutes",
                "onFailure",
                "onAbort",
                "onConflict",
                "logs",
                "keepRevisions",
                "codeDeployConfig",
                "description",
                "ignoreAlarms",
                "waitUntil");

        public DescriptorImpl() {
            number("parallel", (step, number) -> step.setParallel(number == null ? AT_A_TIME : number));
            number("timeoutMinutes", EcsSyncStep::setTimeoutMinutes);
            number("keepRevisions", (step, number) -> step.setKeepRevisions(number == null ? 0 : number));
            OF_ECS_DEPLOY.forEach(argument -> addHelpFileRedirect(argument, EcsDeployStep.class, argument));
        }

        @Override
        public String getFunctionName() {
            return "ecsSync";
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsSyncStep_displayName();
        }

        @Override
        protected void checkComplete(EcsSyncStep step) {
            EcsSyncRequest.check(step);
        }

        @POST
        @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
        public ListBoxModel doFillFailOnItems() {
            ListBoxModel items = new ListBoxModel();
            for (FailOn value : FailOn.values()) {
                items.add(value.name());
            }
            return items;
        }

        @POST
        public FormValidation doCheckParallel(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "parallel", value, EcsSyncRequest::parallel);
        }

        @POST
        public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "timeoutMinutes", value, StepRules::timeoutMinutes);
        }

        @POST
        public FormValidation doCheckKeepRevisions(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "keepRevisions", value, StepRules::keepRevisions);
        }
    }
}
