package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.arguments.StepFormDescriptor;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.io.Serializable;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code upstreamBuildChoice}: a checked build of another job. It is the one that was chosen, or the one that somebody
 * chooses while the pipeline pauses, or the newest.
 */
public class UpstreamBuildChoiceStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many builds a dropdown offers unless the script says otherwise. */
    public static final int DEFAULT_LIMIT = 100;

    private final String job;
    private String branch;
    private String choice;
    /** An empty choice is most likely a parameter that is not there. It must not silently mean the newest build. */
    private boolean choiceGiven;

    private String minResult = "SUCCESS";
    private String prompt;
    private String submitter;
    private int limit = DEFAULT_LIMIT;
    private String id;
    private String ok;

    @DataBoundConstructor
    public UpstreamBuildChoiceStep(String job) {
        this.job = Util.fixNull(job).trim();
    }

    /** Fills in what another version did not write. */
    protected Object readResolve() {
        setMinResult(minResult);
        limit = limit < 1 ? DEFAULT_LIMIT : limit;
        return this;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            checkJob();
            checkLimit(limit);
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
        minResult();
        if (choice == null && prompt != null) {
            return Prompt.start(this, context);
        }
        if (choice == null && choiceGiven) {
            throw new AbortException("choice is empty. Is the parameter that it comes from set? For the newest"
                    + " successful build, leave out choice");
        }
        return new UpstreamBuildChoiceExecution(context, this);
    }

    private void checkJob() {
        if (ReadableJobs.names(job).isEmpty()) {
            throw new EngineException("job is empty. Name the job whose builds are meant");
        }
    }

    private static void checkLimit(int limit) {
        if (limit < 1) {
            throw new EngineException("limit is " + limit + ". Give the number of builds that the dropdown offers");
        }
    }

    /** The worst result that will do. */
    Result minResult() throws AbortException {
        try {
            return Result.fromString(MinResult.checked(minResult));
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
    }

    public String getJob() {
        return job;
    }

    public String getBranch() {
        return branch;
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        this.branch = Util.fixEmptyAndTrim(branch);
    }

    public String getChoice() {
        return choice;
    }

    /** @param choice a text, or the number of a build */
    @DataBoundSetter
    public void setChoice(Object choice) {
        this.choice = choice == null ? null : Util.fixEmptyAndTrim(choice.toString());
        choiceGiven = true;
    }

    public String getMinResult() {
        return minResult;
    }

    @DataBoundSetter
    public void setMinResult(String minResult) {
        String given = Util.fixEmptyAndTrim(minResult);
        this.minResult = given == null ? "SUCCESS" : given;
    }

    public String getPrompt() {
        return prompt;
    }

    @DataBoundSetter
    public void setPrompt(String prompt) {
        this.prompt = Util.fixEmptyAndTrim(prompt);
    }

    public String getSubmitter() {
        return submitter;
    }

    @DataBoundSetter
    public void setSubmitter(String submitter) {
        this.submitter = Util.fixEmptyAndTrim(submitter);
    }

    public int getLimit() {
        return limit;
    }

    @DataBoundSetter
    public void setLimit(int limit) {
        this.limit = limit;
    }

    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    public String getOk() {
        return ok;
    }

    @DataBoundSetter
    public void setOk(String ok) {
        this.ok = Util.fixEmptyAndTrim(ok);
    }

    @Extension
    public static class DescriptorImpl extends StepFormDescriptor<UpstreamBuildChoiceStep> {
        public DescriptorImpl() {
            text("choice", UpstreamBuildChoiceStep::setChoice);
            number("limit", (step, number) -> step.setLimit(number == null ? DEFAULT_LIMIT : number));
        }

        @Override
        public String getFunctionName() {
            return "upstreamBuildChoice";
        }

        @Override
        public String getDisplayName() {
            return Messages.UpstreamBuildChoiceStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        protected void checkComplete(UpstreamBuildChoiceStep step) {
            step.checkJob();
        }

        @POST
        public FormValidation doCheckJob(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String branch) {
            return JobField.check(item, value, branch);
        }

        @POST
        public FormValidation doCheckBranch(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String job) {
            return JobField.checkBranch(item, job, value);
        }

        @POST
        public AutoCompletionCandidates doAutoCompleteJob(
                @AncestorInPath Item item, @AncestorInPath ItemGroup<?> folder, @QueryParameter String value) {
            return JobField.complete(item, folder, value);
        }

        @POST
        public FormValidation doCheckLimit(@AncestorInPath Item item, @QueryParameter String value) {
            return checkNumber(item, "limit", value, UpstreamBuildChoiceStep::checkLimit);
        }

        @POST
        @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
        public ListBoxModel doFillMinResultItems() {
            return MinResult.items();
        }
    }
}
