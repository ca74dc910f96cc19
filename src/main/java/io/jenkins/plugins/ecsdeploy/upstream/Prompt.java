package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import io.jenkins.plugins.ecsdeploy.runtime.EcsRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStep;

/**
 * Asks somebody to choose, by an {@code input} step with one parameter. So the pause is in every respect that of {@code
 * input}: where it is shown, who may answer, REST, abort, restart. The answer is the parameter's value.
 */
final class Prompt {
    private Prompt() {}

    static StepExecution start(UpstreamBuildChoiceStep step, StepContext context) throws Exception {
        // What the build may not read fails now, not when somebody has taken the trouble to answer.
        List<Job<?, ?>> jobs = ReadableJobs.allForBuild(context.get(Run.class), step.getJob(), step.getBranch());
        // Lists that were never asked for are made until somebody looks. Not here: files are read.
        EcsRuntime.get().scheduler().schedule(() -> jobs.forEach(SuccessfulBuilds.get()::of), Duration.ZERO);
        List<ParameterDefinition> parameters = new ArrayList<>();
        PromptParameter builds = new PromptParameter(context, jobs, step.minResult(), step.getLimit());
        parameters.add(builds);
        InputStep input = new InputStep(step.getPrompt());
        input.setParameters(parameters);
        input.setSubmitter(step.getSubmitter());
        input.setOk(step.getOk());
        try {
            input.setId(step.getId());
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
        return input.start(new PromptContext(context));
    }
}
