package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.BuildNote;
import io.jenkins.plugins.ecsdeploy.access.BuildReader;
import io.jenkins.plugins.ecsdeploy.records.BuildVariablesAction;
import java.io.PrintStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/**
 * A finished, successful build of another job, as plain values that survive a restart and the script sandbox.
 *
 * @param url absolute, or relative to Jenkins if that does not know its own URL
 * @param timestamp when the build was begun, in ISO-8601
 * @param variables what it exported or imported with {@code exportBuildVariables} and {@code importBuildVariables}; none
 *     if the reading build may not read its artifacts
 */
public record UpstreamBuild(
        int number,
        String displayName,
        String job,
        String url,
        String result,
        String timestamp,
        LinkedHashMap<String, String> variables)
        implements Serializable {

    /**
     * Looks at the build that was chosen, and loads it. Not for the thread that runs Pipeline.
     *
     * @param reader as whom the build reads that the answer is for
     * @param jobs the jobs whose builds may be chosen, of which it is known that they may be read
     * @param choice as {@code 90}, {@code 90-fix the thing} or {@code team/service1#90}
     * @param minResult the worst result that will do
     * @throws AbortException with a message that names the job, the number and what was found
     */
    static UpstreamBuild checked(BuildReader reader, List<Job<?, ?>> jobs, String choice, Result minResult)
            throws AbortException {
        BuildChoice chosen = BuildChoice.parse(choice, jobs);
        return checked(reader, chosen.job(), chosen.number(), minResult);
    }

    /** As above, of a single job. */
    static UpstreamBuild checked(BuildReader reader, Job<?, ?> job, int number, Result minResult)
            throws AbortException {
        Run<?, ?> run = checkedRun(job, number, minResult);
        return new UpstreamBuild(
                number,
                run.getDisplayName(),
                job.getFullName(),
                Util.fixNull(Jenkins.get().getRootUrl()) + run.getUrl(),
                String.valueOf(run.getResult()),
                Instant.ofEpochMilli(run.getTimeInMillis()).toString(),
                new LinkedHashMap<>(reader.mayReadArtifacts(job) ? BuildVariablesAction.of(run) : Map.of()));
    }

    /** The build itself, checked in the same way. */
    public static Run<?, ?> checkedRun(Job<?, ?> job, int number, Result minResult) throws AbortException {
        String build = "Build " + number + " of '" + job.getFullName() + "' ";
        Run<?, ?> run = job.getBuildByNumber(number);
        if (run == null) {
            throw new AbortException(build
                    + (number < job.getNextBuildNumber()
                            ? "is not there any more: it was deleted meanwhile. Choose another"
                            : "does not exist: the next one will be " + job.getNextBuildNumber()));
        }
        if (run.isBuilding()) {
            throw new AbortException(build + "is still running. Choose one that is finished");
        }
        Result result = run.getResult();
        if (result == null || result.isWorseThan(minResult)) {
            throw new AbortException(build + "cannot be used: its result is " + result + ", and " + minResult
                    + (Result.SUCCESS.equals(minResult) ? "" : " or better") + " is wanted. Choose another");
        }
        return run;
    }

    /** Says in a build's log which build it is. */
    void log(PrintStream log) {
        log.println("[upstreamBuildChoice] " + BuildNote.encoded(job, number, displayName) + ": " + result);
    }

    /** The result of a step. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("number", number);
        map.put("displayName", displayName);
        map.put("job", job);
        map.put("url", url);
        map.put("result", result);
        map.put("timestamp", timestamp);
        map.put("variables", new LinkedHashMap<>(variables));
        return map;
    }
}
