package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.AbortException;
import hudson.model.Failure;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.builds.BuildEntry;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.StaplerRequest2;

/** The dropdown of a {@link Prompt}. It checks the answer when it is given, so a bad one leaves the prompt open. */
public class PromptParameter extends ParameterDefinition {
    private static final long serialVersionUID = 1L;

    /** The parameter's name, as it is in the form and in REST. */
    static final String NAME = "build";

    private final StepContext context;
    private final Result minResult;
    private final int limit;
    private String jobs;

    PromptParameter(StepContext context, List<Job<?, ?>> jobs, Result minResult, int limit) {
        super(NAME);
        this.context = context;
        this.jobs = jobs.stream().map(job -> "/" + job.getFullName()).collect(Collectors.joining(","));
        this.minResult = minResult;
        this.limit = limit;
    }

    public List<String> getChoices() {
        List<Job<?, ?>> mine = UpstreamJobs.allForPerson(null, jobs, null);
        return mine.stream().flatMap(this::choices).toList();
    }

    private Stream<String> choices(Job<?, ?> job) {
        return SuccessfulBuilds.get().of(job).newest(minResult, limit).stream().map(BuildEntry::name);
    }

    /** Checked for the person who answers and for the build. */
    @Override
    public ParameterValue createValue(StaplerRequest2 req, JSONObject json) {
        try {
            UpstreamBuild build = choose(json.optString("value"));
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

    private UpstreamBuild choose(String choice) throws IOException, InterruptedException {
        List<Job<?, ?>> mine = UpstreamJobs.allForPerson(null, jobs, null);
        if (mine.isEmpty()) {
            throw new AbortException("There is no build to choose that you may read");
        }
        BuildChoice chosen = BuildChoice.parse(choice, mine);
        if (choices(chosen.job()).noneMatch(listed -> listed.startsWith(chosen.number() + "-"))) {
            UpstreamBuild.checked(chosen.job(), chosen.number(), minResult);
            throw new AbortException("is not among the builds that are offered");
        }
        UpstreamJobs.forBuild(context.get(Run.class), "/" + chosen.job().getFullName(), null);
        return UpstreamBuild.checked(chosen.job(), chosen.number(), minResult);
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 req) {
        throw new Failure(
                "Answer with the form, or with json={\"parameter\": {\"name\": \"" + NAME + "\", \"value\": \"90\"}}");
    }
}
