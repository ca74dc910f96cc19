package io.jenkins.plugins.ecsdeploy.variables;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.variables.Shown;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamJobs;
import java.io.Serializable;
import java.util.Map;

/**
 * The build that the arguments of a step name.
 *
 * @param job as {@link UpstreamJobs} takes it
 * @param branch null if the job has none
 */
record UpstreamArgument(String job, String branch, int number) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** @throws EngineException when the arguments do not name exactly one build */
    static UpstreamArgument of(Map<String, ?> build, String job, String branch, String number) {
        if (build == null) {
            if (job == null || number == null) {
                throw new EngineException(
                        "Name the build to import from: build: with what upstreamBuildChoice answered,"
                                + " or job: and number:");
            }
            return new UpstreamArgument(job, branch, number("number", number));
        }
        if (job != null || branch != null || number != null) {
            throw new EngineException("build names a build, and so do job, branch and number. Keep one of the two");
        }
        Object name = build.get("job");
        Object of = build.get("number");
        if (name == null || of == null) {
            throw new EngineException("build has no '" + (name == null ? "job" : "number")
                    + "'. Give it the map that upstreamBuildChoice answered with");
        }
        // The map has full names. From the root, no job of the same name that is nearer gets in the way.
        return new UpstreamArgument("/" + name.toString().replaceFirst("^/", ""), null, number("build", of.toString()));
    }

    /**
     * The build, if it is there, has ended well, and the running build may read it.
     *
     * @throws AbortException or EngineException, which say what is wrong
     */
    Run<?, ?> find(Run<?, ?> by) throws AbortException {
        Job<?, ?> found = UpstreamJobs.forBuild(by, job, branch);
        Run<?, ?> run = found.getBuildByNumber(number);
        String name = Shown.text(found.getFullName()) + " #" + number;
        if (run == null) {
            throw new EngineException("There is no build " + name + ". It may have been deleted");
        }
        if (run.isBuilding()) {
            throw new EngineException(name + " has not ended yet. Choose a build that has");
        }
        Result result = run.getResult();
        if (result == null || result.isWorseThan(Result.UNSTABLE)) {
            throw new EngineException(name + " ended with " + result + ". Choose a build that was successful");
        }
        return run;
    }

    private static int number(String argument, String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new EngineException(argument + ": '" + Shown.text(text) + "' is not the number of a build");
        }
    }
}
