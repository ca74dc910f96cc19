package io.jenkins.plugins.ecsdeploy.variables;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.arguments.StepFormDescriptor;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.upstream.JobField;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code importBuildVariables}: reads the variables that another build archived, as data. */
public class ImportBuildVariablesStep extends Step {
    static final String DEFAULT_FILTER = "**/*.env.groovy";

    private Map<String, ?> build;
    private String job;
    private String branch;
    private String number;
    private String filter = DEFAULT_FILTER;
    private String only;
    private boolean set;
    private boolean archive;

    @DataBoundConstructor
    public ImportBuildVariablesStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        try {
            return new ImportBuildVariablesExecution(context, source(), filter, only, set, archive);
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
    }

    private UpstreamArgument source() {
        return UpstreamArgument.of(build, job, branch, number);
    }

    public Map<String, ?> getBuild() {
        return build;
    }

    @DataBoundSetter
    public void setBuild(Map<String, ?> build) {
        this.build = build;
    }

    public String getJob() {
        return job;
    }

    @DataBoundSetter
    public void setJob(String job) {
        this.job = Util.fixEmptyAndTrim(job);
    }

    public String getBranch() {
        return branch;
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        this.branch = Util.fixEmptyAndTrim(branch);
    }

    public String getNumber() {
        return number;
    }

    /** An Object, because Pipeline does not turn numbers into strings, and a parameter's value is one. */
    @DataBoundSetter
    public void setNumber(Object number) {
        this.number = number == null ? null : Util.fixEmptyAndTrim(number.toString());
    }

    public String getFilter() {
        return filter;
    }

    @DataBoundSetter
    public void setFilter(String filter) {
        String given = Util.fixEmptyAndTrim(filter);
        this.filter = given == null ? DEFAULT_FILTER : given;
    }

    public String getOnly() {
        return only;
    }

    @DataBoundSetter
    public void setOnly(String only) {
        this.only = Util.fixEmptyAndTrim(only);
    }

    public boolean isSet() {
        return set;
    }

    @DataBoundSetter
    public void setSet(boolean set) {
        this.set = set;
    }

    public boolean isArchive() {
        return archive;
    }

    @DataBoundSetter
    public void setArchive(boolean archive) {
        this.archive = archive;
    }

    @Extension
    public static class DescriptorImpl extends StepFormDescriptor<ImportBuildVariablesStep> {
        public DescriptorImpl() {
            text("number", ImportBuildVariablesStep::setNumber);
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowExecution.class);
        }

        @Override
        public String getFunctionName() {
            return "importBuildVariables";
        }

        @Override
        public String getDisplayName() {
            return Messages.ImportBuildVariablesStep_displayName();
        }

        @Override
        protected void checkComplete(ImportBuildVariablesStep step) {
            step.source();
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
        public FormValidation doCheckNumber(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, value, UpstreamArgument::checkNumber);
        }
    }
}
