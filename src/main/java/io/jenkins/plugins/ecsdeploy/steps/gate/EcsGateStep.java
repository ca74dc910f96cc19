package io.jenkins.plugins.ecsdeploy.steps.gate;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.access.CallerArguments;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.WaitUntil;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.OnAbort;
import io.jenkins.plugins.ecsdeploy.records.DeploymentsAction;
import io.jenkins.plugins.ecsdeploy.steps.BlueGreenForm;
import io.jenkins.plugins.ecsdeploy.steps.ServiceStep;
import io.jenkins.plugins.ecsdeploy.steps.StepRules;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStep;
import io.jenkins.plugins.ecsdeploy.steps.caller.AwsStepDescriptor;
import io.jenkins.plugins.ecsdeploy.steps.files.OwnCopy;
import io.jenkins.plugins.ecsdeploy.steps.files.StepFiles;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code ecsGate}: runs its block while a deployment waits at a gate; lets it go on if the block ends well, has the service
 * brought back if it fails, and follows the deployment to its end.
 */
public class EcsGateStep extends AwsStep implements ServiceStep {
    private static final long serialVersionUID = 1L;

    private Map<String, ?> deployment;
    private String waitUntil = WaitUntil.DONE.name();
    private Integer timeoutMinutes;
    private String onAbort = OnAbort.ROLLBACK.name();
    private boolean logs;
    private String service;
    /** As whom the deployment was begun; the step says nothing of its own then. */
    private CallerArguments ofDeployment;

    @DataBoundConstructor
    public EcsGateStep() {}

    /** Fills in what another version did not write. */
    protected Object readResolve() {
        setWaitUntil(waitUntil);
        setOnAbort(onAbort);
        return this;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        checkCaller(context);
        if (GatedDeployment.isNone(deployment)) {
            return new NothingToDecide(context, deployment);
        }
        try {
            EcsGateRequest.check(this);
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
        take(GatedDeployment.of(deployment), context.get(Run.class));
        return new EcsGateExecution(context, this);
    }

    /** What the step does not say itself is as the deployment was begun. */
    private void take(GatedDeployment of, Run<?, ?> run) {
        service = of.service();
        if (getCluster() == null) {
            setCluster(of.cluster().orElse(null));
        }
        if (getRegion() == null) {
            setRegion(of.region().orElse(null));
        }
        if (super.caller().isNone()) {
            ofDeployment = DeploymentsAction.caller(run, of.id()).orElse(null);
        }
    }

    @Override
    public DeployRequest request(
            DeploymentRecord record, StepContext context, StepFiles files, Optional<Target> target) {
        return EcsGateRequest.of(this, record, target);
    }

    @Override
    public CallerArguments caller() {
        return ofDeployment == null ? super.caller() : ofDeployment;
    }

    @Override
    public OnAbort onAbort(Optional<Target> target) {
        return StepRules.choice("onAbort", onAbort, OnAbort.class);
    }

    @Override
    public String getService() {
        return service;
    }

    public Map<String, ?> getDeployment() {
        return deployment;
    }

    /** @param deployment what {@code ecsDeploy} answered with */
    @DataBoundSetter
    public void setDeployment(Map<String, ?> deployment) {
        this.deployment = OwnCopy.of(deployment);
    }

    public String getWaitUntil() {
        return waitUntil;
    }

    @DataBoundSetter
    public void setWaitUntil(String waitUntil) {
        String asked = Util.fixEmptyAndTrim(waitUntil);
        this.waitUntil = asked == null ? WaitUntil.DONE.name() : asked;
    }

    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        String asked = Util.fixEmptyAndTrim(onAbort);
        this.onAbort = asked == null ? OnAbort.ROLLBACK.name() : asked;
    }

    @Override
    public boolean isLogs() {
        return logs;
    }

    @DataBoundSetter
    public void setLogs(boolean logs) {
        this.logs = logs;
    }

    @Extension
    public static class DescriptorImpl extends AwsStepDescriptor<EcsGateStep> {
        public DescriptorImpl() {
            map("deployment", EcsGateStep::setDeployment);
            number("timeoutMinutes", EcsGateStep::setTimeoutMinutes);
        }

        @Override
        public String getFunctionName() {
            return "ecsGate";
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsGateStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(EnvironmentExpander.class);
        }

        /** Groovy takes a map in parentheses for named arguments: {@code ecsGate(green)} gives the result's keys. */
        @Override
        protected Map<String, Object> arguments(Map<String, Object> given) {
            return GatedDeployment.isResult(given) ? Map.of("deployment", given) : given;
        }

        @Override
        protected void checkComplete(EcsGateStep step) {
            EcsGateRequest.check(step);
        }

        @POST
        public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "timeoutMinutes", value, StepRules::timeoutMinutes);
        }

        @POST
        @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
        public ListBoxModel doFillWaitUntilItems() {
            return BlueGreenForm.howFar(WaitUntil.DONE, WaitUntil.LIVE);
        }

        @POST
        @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
        public ListBoxModel doFillOnAbortItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(OnAbort.ROLLBACK.name());
            items.add(OnAbort.STOP.name());
            items.add(OnAbort.LEAVE.name());
            return items;
        }
    }
}
