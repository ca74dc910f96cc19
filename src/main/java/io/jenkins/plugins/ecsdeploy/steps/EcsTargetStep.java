package io.jenkins.plugins.ecsdeploy.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.arguments.StepFormDescriptor;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.steps.caller.TargetChoice;
import java.io.Serializable;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsTarget}: lends short-lived credentials of a target to the tools in its block. */
public class EcsTargetStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String target;

    @DataBoundConstructor
    public EcsTargetStep(String target) {
        this.target = Util.fixNull(target).trim();
    }

    public String getTarget() {
        return target;
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        try {
            check();
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
        return new EcsTargetExecution(context, target);
    }

    private void check() {
        if (target.isEmpty()) {
            throw new EngineException("target is empty. Name the target that the tools in the block are to act as");
        }
    }

    @Extension
    public static class DescriptorImpl extends StepFormDescriptor<EcsTargetStep> {
        @Override
        public String getFunctionName() {
            return "ecsTarget";
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsTargetStep_displayName();
        }

        @Override
        protected void checkComplete(EcsTargetStep step) {
            step.check();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @POST
        public ListBoxModel doFillTargetItems(@AncestorInPath Item item, @QueryParameter String target) {
            return TargetChoice.items(item, target);
        }
    }
}
