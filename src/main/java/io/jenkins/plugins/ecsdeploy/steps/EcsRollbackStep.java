package io.jenkins.plugins.ecsdeploy.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.OnConflict;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Policies;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnFailure;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.Phase;
import io.jenkins.plugins.ecsdeploy.engine.deployment.revisions.RevisionName;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStep;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStepDescriptor;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.steps.plan.PlanExecution;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsRollback}: brings a service back to what it ran before. */
public class EcsRollbackStep extends AwsStep implements ServiceStep, BlueGreenArguments {
    private static final long serialVersionUID = 1L;

    private final String service;
    private String to;
    private String toBuild;
    private Integer timeoutMinutes;
    private String codeDeployApplication;
    private String codeDeployGroup;
    private String codeDeployConfig;
    private String description;
    private boolean ignoreAlarms;
    private String waitUntil = WaitUntil.DONE.name();
    private boolean dryRun;
    /** What {@code toBuild} deployed, found out once: the build may be deleted while the step waits for its turn. */
    private String arnOfBuild;
    /** The deployment of that build, if its end is not known, so that ECS has to tell that it succeeded. */
    private String deploymentOfBuild;

    @DataBoundConstructor
    public EcsRollbackStep(String service) {
        this.service = Util.fixNull(service).trim();
    }

    /** Fills in what another version did not write. */
    protected Object readResolve() {
        setWaitUntil(waitUntil);
        return this;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        checkCaller(context);
        try {
            check();
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
        return dryRun ? new PlanExecution(context, this) : new EcsDeployExecution(context, this);
    }

    private void check() {
        StepRules.service(service, "bring back");
        StepRules.oneRevision(to, toBuild);
        StepRules.timeoutMinutes(timeoutMinutes);
    }

    @Override
    public DeployRequest request(DeploymentRecord record, StepContext context, StepFiles files, Optional<Target> target)
            throws IOException, InterruptedException {
        return new DeployRequest(
                service,
                record.cluster(),
                RenderRequest.asItIs(new Base.LiveRevision(record.cluster(), service)),
                false,
                Optional.empty(),
                true,
                DeployPolicies.timeout(timeoutMinutes, target),
                true,
                Optional.empty(),
                Optional.empty(),
                new Goal.Rollback(revision(record, context), Optional.ofNullable(deploymentOfBuild)),
                // A rollback of the rollback would only bring back what was to go.
                new Policies(Optional.of(OnFailure.LEAVE), OnConflict.REPLACE),
                BlueGreenRequest.options(this, files),
                true);
    }

    private Optional<String> revision(DeploymentRecord record, StepContext context)
            throws IOException, InterruptedException {
        if (toBuild == null || record.phase().compareTo(Phase.REGISTERED) >= 0) {
            // Once the revision is chosen, nobody asks for it again.
            return Optional.ofNullable(to);
        }
        if (arnOfBuild == null) {
            DeploymentRecord deployed = DeployedBefore.of(context.get(Run.class), toBuild, record);
            deploymentOfBuild = deployed.status().isGood() ? null : deployed.deploymentInWords();
            arnOfBuild = deployed.taskDefinitionArn();
        }
        return Optional.of(arnOfBuild);
    }

    @Override
    public OnAbort onAbort(Optional<Target> target) {
        return OnAbort.LEAVE;
    }

    @Override
    public String getService() {
        return service;
    }

    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(Object to) {
        this.to = text(to);
    }

    public String getToBuild() {
        return toBuild;
    }

    @DataBoundSetter
    public void setToBuild(Object toBuild) {
        this.toBuild = text(toBuild);
    }

    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    @Override
    public String getCodeDeployApplication() {
        return codeDeployApplication;
    }

    @DataBoundSetter
    public void setCodeDeployApplication(String codeDeployApplication) {
        this.codeDeployApplication = Util.fixEmptyAndTrim(codeDeployApplication);
    }

    @Override
    public String getCodeDeployGroup() {
        return codeDeployGroup;
    }

    @DataBoundSetter
    public void setCodeDeployGroup(String codeDeployGroup) {
        this.codeDeployGroup = Util.fixEmptyAndTrim(codeDeployGroup);
    }

    @Override
    public String getCodeDeployConfig() {
        return codeDeployConfig;
    }

    @DataBoundSetter
    public void setCodeDeployConfig(String codeDeployConfig) {
        this.codeDeployConfig = Util.fixEmptyAndTrim(codeDeployConfig);
    }

    @Override
    public String getDescription() {
        return description;
    }

    @DataBoundSetter
    public void setDescription(String description) {
        this.description = Util.fixEmptyAndTrim(description);
    }

    @Override
    public boolean isIgnoreAlarms() {
        return ignoreAlarms;
    }

    @DataBoundSetter
    public void setIgnoreAlarms(boolean ignoreAlarms) {
        this.ignoreAlarms = ignoreAlarms;
    }

    @Override
    public String getWaitUntil() {
        return waitUntil;
    }

    @DataBoundSetter
    public void setWaitUntil(String waitUntil) {
        String asked = Util.fixEmptyAndTrim(waitUntil);
        this.waitUntil = asked == null ? WaitUntil.DONE.name() : asked;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Extension
    public static class DescriptorImpl extends AwsStepDescriptor<EcsRollbackStep> implements BlueGreenForm {
        public DescriptorImpl() {
            text("to", EcsRollbackStep::setTo);
            text("toBuild", EcsRollbackStep::setToBuild);
            number("timeoutMinutes", EcsRollbackStep::setTimeoutMinutes);
            addHelpFileRedirect("dryRun", EcsDeployStep.class, "dryRun");
            for (String argument : BlueGreenRequest.ARGUMENTS) {
                addHelpFileRedirect(argument, EcsDeployStep.class, argument);
            }
        }

        @Override
        public String getFunctionName() {
            return "ecsRollback";
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsRollbackStep_displayName();
        }

        @Override
        protected void checkComplete(EcsRollbackStep step) {
            StepRules.service(step.getService(), "bring back");
        }

        @POST
        public FormValidation doCheckTo(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String toBuild) {
            return check(item, value, text -> {
                RevisionName.check("to", text);
                StepRules.oneRevision(text, Util.fixEmptyAndTrim(toBuild));
            });
        }

        @POST
        public FormValidation doCheckToBuild(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String to) {
            return check(item, value, text -> {
                DeployedBefore.check(text);
                StepRules.oneRevision(Util.fixEmptyAndTrim(to), text);
            });
        }

        @POST
        public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "timeoutMinutes", value, StepRules::timeoutMinutes);
        }
    }
}
