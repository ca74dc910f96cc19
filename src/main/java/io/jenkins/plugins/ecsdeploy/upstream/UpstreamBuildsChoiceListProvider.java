package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.Result;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import jp.ikedam.jenkins.plugins.extensible_choice_parameter.ChoiceListProvider;
import jp.ikedam.jenkins.plugins.extensible_choice_parameter.ChoiceListProviderDescriptor;
import jp.ikedam.jenkins.plugins.extensible_choice_parameter.ExtensibleChoiceParameterDefinition;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Successful builds as choices of the Extensible Choice plugin, if that is installed. The choices are the same strings as
 * those of the Groovy script that was used before, {@code 90-fix the thing}, so a job changes only its configuration.
 */
public final class UpstreamBuildsChoiceListProvider extends ChoiceListProvider implements NamesUpstreamJobs {
    private static final long serialVersionUID = 1L;
    private static final String PLUGIN = "extensible-choice-parameter";

    private String job;
    private String branch;
    private int limit = UpstreamBuildParameterDefinition.LIMIT;
    private String minResult = Result.SUCCESS.toString();
    private transient OwningJob owner;

    /** @param job whose builds are offered, relative to the job that has the parameter */
    @DataBoundConstructor
    public UpstreamBuildsChoiceListProvider(String job) {
        this.job = Util.fixNull(job).trim();
    }

    /** A config.xml may hold anything, and another version may have written less. */
    private Object readResolve() {
        job = Util.fixNull(job);
        setLimit(limit);
        minResult = MinResult.known(minResult);
        return this;
    }

    @Override
    public String getJob() {
        return job;
    }

    @Override
    public void renameJob(String newName) {
        job = newName;
    }

    @Override
    @CheckForNull
    public String getBranch() {
        return branch;
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        this.branch = Util.fixEmptyAndTrim(branch);
    }

    @Override
    public int getLimit() {
        return limit;
    }

    @DataBoundSetter
    public void setLimit(int limit) {
        this.limit = limit < 1 ? UpstreamBuildParameterDefinition.LIMIT : limit;
    }

    public String getMinResult() {
        return minResult;
    }

    @DataBoundSetter
    public void setMinResult(String minResult) {
        this.minResult = MinResult.checked(minResult);
    }

    @Override
    public Result minResult() {
        return Result.fromString(minResult);
    }

    /** Asked several times for each page, and again for each value that is submitted. */
    @Override
    public List<String> getChoiceList() {
        return OfferedBuilds.of(this, owner().job()).builds().stream()
                .map(build -> build.several() ? build.getValue() : build.entry().name())
                .toList();
    }

    @Override
    public void ownedBy(Job<?, ?> job) {
        owner().set(job);
    }

    private synchronized OwningJob owner() {
        if (owner == null) {
            owner = new OwningJob(this);
        }
        return owner;
    }

    @OptionalExtension(requirePlugins = PLUGIN)
    public static final class InParameters extends NamingParameters {
        @Override
        NamesUpstreamJobs in(ParameterDefinition parameter) {
            return parameter instanceof ExtensibleChoiceParameterDefinition choice
                            && choice.getChoiceListProvider() instanceof UpstreamBuildsChoiceListProvider ours
                    ? ours
                    : null;
        }
    }

    @OptionalExtension(requirePlugins = PLUGIN)
    @Symbol("upstreamBuilds")
    public static final class DescriptorImpl extends ChoiceListProviderDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.UpstreamBuildsChoiceListProvider_displayName();
        }

        public int getDefaultLimit() {
            return UpstreamBuildParameterDefinition.LIMIT;
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
        @SuppressWarnings("lgtm[jenkins/no-permission-check]") // the same for everybody: the values that there are
        public ListBoxModel doFillMinResultItems() {
            return MinResult.items();
        }
    }
}
