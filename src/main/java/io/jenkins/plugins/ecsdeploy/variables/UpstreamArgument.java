package io.jenkins.plugins.ecsdeploy.variables;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuild;
import java.io.Serializable;
import java.util.Map;
import java.util.regex.Pattern;

/** The build that the arguments of a step name. No Java record, for Pipeline writes it down and cannot read those. */
final class UpstreamArgument implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final String job;
    private final String branch;
    private final int number;

    /**
     * @param job as {@link ReadableJobs} takes it
     * @param branch null if the job has none
     */
    private UpstreamArgument(String job, String branch, int number) {
        this.job = job;
        this.branch = branch;
        this.number = number;
    }

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
     * @throws AbortException which says what is wrong
     */
    Run<?, ?> find(Run<?, ?> by) throws AbortException {
        return UpstreamBuild.checkedRun(ReadableJobs.forBuild(by, job, branch), number, Result.UNSTABLE);
    }

    /** Refuses what is no number of a build, whichever there are. */
    static void checkNumber(String text) {
        number("number", text);
    }

    private static int number(String argument, String text) {
        if (!NUMBER.matcher(text.trim()).matches()) {
            throw new EngineException(argument + ": '" + Shown.text(text) + "' is not the number of a build");
        }
        return Integer.parseInt(text.trim());
    }
}
