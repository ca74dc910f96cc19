package io.jenkins.plugins.ecsdeploy.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.arguments.StepFormDescriptor;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsHistory}: what was deployed, the newest first, as far as the build may read it. */
public class EcsHistoryStep extends Step {
    static final int LIMIT = 25;
    private static final int MOST = 500;

    private String service;
    private String target;
    private String since;
    private int limit = LIMIT;

    @DataBoundConstructor
    public EcsHistoryStep() {
        // Without arguments it is about everything.
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        try {
            return new EcsHistoryExecution(context, service, target, since == null ? 0 : millis(since), limit(limit));
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
    }

    private static long millis(String since) {
        try {
            return Instant.parse(since).toEpochMilli();
        } catch (DateTimeException e) {
            throw new EngineException("since is '" + since + "'. Give a time like '2026-11-29T12:00:00Z'");
        }
    }

    private static int limit(Integer limit) {
        if (limit < 1 || limit > MOST) {
            throw new EngineException("limit is " + limit + ". Give a number from 1 to " + MOST);
        }
        return limit;
    }

    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = Util.fixEmptyAndTrim(target);
    }

    public String getSince() {
        return since;
    }

    @DataBoundSetter
    public void setSince(String since) {
        this.since = Util.fixEmptyAndTrim(since);
    }

    public int getLimit() {
        return limit;
    }

    @DataBoundSetter
    public void setLimit(int limit) {
        this.limit = limit;
    }

    @Extension
    public static class DescriptorImpl extends StepFormDescriptor<EcsHistoryStep> {
        public DescriptorImpl() {
            number("limit", (step, number) -> step.setLimit(number == null ? LIMIT : number));
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class);
        }

        @Override
        public String getFunctionName() {
            return "ecsHistory";
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsHistoryStep_displayName();
        }

        @Override
        protected void checkComplete(EcsHistoryStep step) {
            limit(step.getLimit());
            if (step.getSince() != null) {
                millis(step.getSince());
            }
        }

        @POST
        public FormValidation doCheckSince(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, EcsHistoryStep::millis);
        }

        @POST
        public FormValidation doCheckLimit(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "limit", value, EcsHistoryStep::limit);
        }
    }
}
