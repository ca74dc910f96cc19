package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AutoCompletionCandidates;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.Result;
import hudson.model.SimpleParameterDefinition;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.arguments.FormRights;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.verb.POST;

/** A build parameter: a dropdown with the newest successful builds of another job. Its value is a build's number. */
public final class UpstreamBuildParameterDefinition extends SimpleParameterDefinition implements NamesUpstreamJobs {
    private static final long serialVersionUID = 1L;
    static final int LIMIT = 100;

    private String job;
    private String branch;
    private int limit = LIMIT;
    private String minResult = Result.SUCCESS.toString();
    private String defaultValue;
    private transient OwningJob owner;

    /**
     * @param name of the parameter, and of the environment variables
     * @param job whose builds are offered, relative to the job that has the parameter; several with commas in between
     * @throws Failure if the name cannot be one
     */
    @DataBoundConstructor
    public UpstreamBuildParameterDefinition(@NonNull String name, String job) {
        super(checked(name));
        this.job = Util.fixNull(job).trim();
    }

    private static String checked(String name) {
        String trimmed = Util.fixNull(name).trim();
        Jenkins.checkGoodName(trimmed);
        return trimmed;
    }

    @SuppressWarnings("unused") // by XStream: a config.xml may hold anything
    private Object readResolve() {
        checked(getName());
        job = Util.fixNull(job);
        setLimit(limit);
        minResult = MinResult.known(minResult);
        return this;
    }

    @Override
    public String getJob() {
        return job;
    }

    /** The jobs that the viewer may read, as they are named here; empty if there are none. */
    @Exported(name = "job")
    public String getVisibleJob() {
        Job<?, ?> from = owner().job();
        return ReadableJobs.names(job).stream()
                .filter(name -> ReadableJobs.forPerson(from, name, branch).isPresent())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void renameJob(String newName) {
        job = newName;
    }

    /** The branch whose job is meant, if {@link #getJob} is a multibranch project; else null. */
    @Override
    @CheckForNull
    public String getBranch() {
        return branch;
    }

    /** The branch, null for those who may not read its job. */
    @Exported(name = "branch")
    @CheckForNull
    public String getVisibleBranch() {
        return getVisibleJob().isEmpty() ? null : branch;
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        this.branch = Util.fixEmptyAndTrim(branch);
    }

    /** How many builds are offered, the newest. */
    @Override
    @Exported
    public int getLimit() {
        return limit;
    }

    @DataBoundSetter
    public void setLimit(int limit) {
        this.limit = limit < 1 ? LIMIT : limit;
    }

    /** SUCCESS, or UNSTABLE to offer unstable builds, too. */
    @Exported
    public String getMinResult() {
        return minResult;
    }

    /** @throws IllegalArgumentException for everything but these two */
    @DataBoundSetter
    public void setMinResult(String minResult) {
        this.minResult = MinResult.checked(minResult);
    }

    @Override
    public Result minResult() {
        return Result.fromString(minResult);
    }

    /** The values that can be chosen, for scripts that start builds. */
    @Exported
    public List<String> getChoices() {
        Job<?, ?> job = owner().job();
        return job != null && !job.hasPermission(Item.BUILD)
                ? List.of()
                : offered().builds().stream().map(OfferedBuild::getValue).toList();
    }

    /** In front of the dropdown. */
    public String getTitle() {
        return getName();
    }

    /** What the page shows. */
    public UpstreamBuildForm getForm() {
        return new UpstreamBuildForm(
                this, offered(), PresetForm.chosen(getName()).or(() -> Optional.ofNullable(defaultValue)));
    }

    @Override
    public ParameterDefinition copyWithDefaultValue(ParameterValue value) {
        if (!(value instanceof UpstreamBuildParameterValue chosen)) {
            return this;
        }
        UpstreamBuildParameterDefinition copy = new UpstreamBuildParameterDefinition(getName(), job);
        copy.setDescription(getDescription());
        copy.branch = branch;
        copy.limit = limit;
        copy.minResult = minResult;
        copy.defaultValue = chosen.getValue();
        copy.sameOwnerAs(owner());
        return copy;
    }

    /** The newest build, so that timers and scripts that name none get it. */
    @Override
    @CheckForNull
    public ParameterValue getDefaultParameterValue() {
        OfferedBuilds offered = offered();
        return (defaultValue == null
                        ? offered.newest()
                        : offered.find(defaultValue).or(offered::newest))
                .map(this::value)
                .orElse(null);
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return createValue(form.optString("value"));
    }

    @Override
    public ParameterValue createValue(String value) {
        OfferedBuilds offered = offered();
        String wanted = Util.fixNull(value).trim();
        return offered.find(wanted)
                .map(this::value)
                .orElseThrow(() -> new RefusedChoiceException(
                        getName() + ": " + new UpstreamBuildForm(this, offered, Optional.empty()).refusal(wanted)));
    }

    @Override
    public boolean isValid(ParameterValue value) {
        return value instanceof UpstreamBuildParameterValue chosen
                && offered().find(chosen.getValue()).filter(chosen::isOf).isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UpstreamBuildParameterDefinition that
                && Objects.equals(getName(), that.getName())
                && Objects.equals(getDescription(), that.getDescription())
                && Objects.equals(job, that.job)
                && Objects.equals(branch, that.branch)
                && limit == that.limit
                && Objects.equals(minResult, that.minResult)
                && Objects.equals(defaultValue, that.defaultValue);
    }

    @Override
    public int hashCode() {
        return Objects.hash(getName(), getDescription(), job, branch, limit, minResult, defaultValue);
    }

    private ParameterValue value(OfferedBuild build) {
        return new UpstreamBuildParameterValue(getName(), getDescription(), build);
    }

    private OfferedBuilds offered() {
        return OfferedBuilds.of(this, owner().job());
    }

    @Override
    public void ownedBy(Job<?, ?> job) {
        owner().set(job);
    }

    /** A copy is in no configuration, so it could not find out whose it is. */
    private synchronized void sameOwnerAs(OwningJob other) {
        owner = other;
    }

    private synchronized OwningJob owner() {
        if (owner == null) {
            owner = new OwningJob(this);
        }
        return owner;
    }

    @Extension
    public static final class InParameters extends NamingParameters {
        @Override
        NamesUpstreamJobs in(ParameterDefinition parameter) {
            return parameter instanceof UpstreamBuildParameterDefinition ours ? ours : null;
        }
    }

    @Extension
    @Symbol("upstreamBuild")
    public static final class DescriptorImpl extends ParameterDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.UpstreamBuildParameterDefinition_displayName();
        }

        public int getDefaultLimit() {
            return LIMIT;
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            if (!FormRights.maySee(item) || Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.ok();
            }
            try {
                checked(value);
                return FormValidation.ok();
            } catch (Failure e) {
                return FormValidation.error(e.getMessage());
            }
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
        public FormValidation doCheckLimit(@AncestorInPath Item item, @QueryParameter String value) {
            return FormRights.maySee(item) && Util.fixEmptyAndTrim(value) != null
                    ? FormValidation.validatePositiveInteger(value)
                    : FormValidation.ok();
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
