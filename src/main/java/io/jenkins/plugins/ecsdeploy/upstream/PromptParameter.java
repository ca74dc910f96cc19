package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Failure;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.access.BuildReader;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The dropdown of a {@link Prompt}. Each person sees the builds that he or she may read. An answer is checked when it is
 * given, for the person and for the build that asked, so a bad one leaves the question open.
 */
public final class PromptParameter extends ParameterDefinition implements NamesUpstreamJobs {
    private static final long serialVersionUID = 1L;

    /** The parameter's name, as it is in the form and in REST. */
    static final String NAME = "build";

    private final StepContext context;
    private final boolean several;
    private Result minResult;
    private int limit;
    /** Absolute names. */
    private String jobs;

    PromptParameter(StepContext context, List<Job<?, ?>> jobs, Result minResult, int limit) {
        super(NAME);
        this.context = context;
        this.jobs = jobs.stream().map(job -> "/" + job.getFullName()).collect(Collectors.joining(", "));
        this.minResult = minResult;
        this.limit = limit;
        several = jobs.size() > 1;
        OpenPrompts.get().add(this);
    }

    /** Fills in what another version did not write, and joins those that wait for an answer. */
    private Object readResolve() {
        minResult = minResult == null ? Result.SUCCESS : minResult;
        limit = limit < 1 ? UpstreamBuildChoiceStep.DEFAULT_LIMIT : limit;
        jobs = Util.fixNull(jobs);
        OpenPrompts.get().add(this);
        return this;
    }

    /** What a plain form sends: what the scripts of Jenkins make of the form otherwise. */
    public String answer(OfferedBuild build) {
        return new JSONObject()
                .element(
                        "parameter", new JSONObject().element("name", getName()).element("value", build.getValue()))
                .toString();
    }

    /** In front of the dropdown: what there is to choose, as far as this person may know. */
    public String getTitle() {
        return Messages.PromptParameter_title(
                offered().jobs().stream().map(Job::getFullDisplayName).collect(Collectors.joining(", ")));
    }

    /** What the page shows to this person. */
    public UpstreamBuildForm getForm() {
        return new UpstreamBuildForm(this, offered(), Optional.empty());
    }

    /** Whether there are jobs here that this person may read. */
    public boolean isReadable() {
        return !offered().jobs().isEmpty();
    }

    /** That of the parameter that it looks like: one of its own would be offered for the configuration of jobs. */
    @Override
    public ParameterDescriptor getDescriptor() {
        return (ParameterDescriptor) Jenkins.get().getDescriptorOrDie(UpstreamBuildParameterDefinition.class);
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        try {
            UpstreamBuild build = choose(form.optString("value"));
            build.log(context.get(TaskListener.class).getLogger());
            return new PromptAnswer(
                    getName(), build, Jenkins.getAuthentication2().getName());
        } catch (IOException e) {
            throw new Failure(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted");
        }
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request) {
        throw new Failure("Answer with json={\"parameter\": {\"name\": \"" + NAME + "\", \"value\": \"90\"}}");
    }

    private UpstreamBuild choose(String choice) throws IOException, InterruptedException {
        OfferedBuilds offered = offered();
        if (offered.jobs().isEmpty()) {
            throw new AbortException(Messages.PromptParameter_nothing());
        }
        BuildChoice chosen = BuildChoice.parse(choice, offered.jobs());
        Run<?, ?> asking = context.get(Run.class);
        ReadableJobs.forBuild(asking, "/" + chosen.job().getFullName(), null);
        // First what is wrong with the build itself, which says more than that it is not in the list.
        UpstreamBuild build = UpstreamBuild.checked(BuildReader.of(asking), chosen.job(), chosen.number(), minResult);
        if (isLeftOut(chosen, offered)) {
            throw new AbortException(getForm().refusal(choice));
        }
        return build;
    }

    /** While builds are still being looked through, newest first, only a full list leaves one out. */
    private boolean isLeftOut(BuildChoice chosen, OfferedBuilds offered) {
        boolean whole = offered.complete();
        List<OfferedBuild> listed = offered.builds();
        return (whole || listed.size() >= limit)
                && listed.stream()
                        .noneMatch(build ->
                                chosen.isSame(build.job(), build.entry().number()));
    }

    private OfferedBuilds offered() {
        return new OfferedBuilds(ReadableJobs.allForPerson(null, jobs, null), several, minResult, limit);
    }

    @Override
    public String getJob() {
        return jobs;
    }

    @Override
    @SuppressFBWarnings(
            value = "RV_RETURN_VALUE_IGNORED_NO_SIDE_EFFECT",
            justification = "The context of Pipeline saves; PromptContext, the only one to see here, hands on")
    public void renameJob(String renamed) {
        if (!jobs.equals(renamed)) {
            jobs = renamed;
            context.saveState();
        }
    }

    @Override
    public String getBranch() {
        return null;
    }

    @Override
    public int getLimit() {
        return limit;
    }

    @Override
    public Result minResult() {
        return minResult;
    }
}
