package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.access.BuildReader;
import io.jenkins.plugins.ecsdeploy.builds.BuildEntry;
import io.jenkins.plugins.ecsdeploy.builds.BuildList;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import java.util.Comparator;
import java.util.List;

/** The newest successful build of one or more jobs, by the index: no builds are loaded but the answer. */
final class NewestBuild {
    /** More than one, for the case that the newest is deleted at this moment. */
    private static final int CANDIDATES = 5;

    private NewestBuild() {}

    /**
     * Whether the index knows the builds of all these jobs. If not, it is being made.
     *
     * @throws AbortException if that was given up, so that it would be waited for in vain
     */
    static boolean isKnown(List<Job<?, ?>> jobs) throws AbortException {
        boolean known = true;
        // No short cut: each look starts the making of what is missing.
        for (Job<?, ?> job : jobs) {
            BuildList builds = SuccessfulBuilds.get().of(job);
            if (!builds.complete() && builds.abandoned()) {
                throw new AbortException(
                        "The builds of '" + job.getFullName() + "' cannot be looked through for the newest successful"
                                + " one; the controller's log says why. Name the build"
                                + " by choice, or try again in a minute");
            }
            known &= builds.complete();
        }
        return known;
    }

    static UpstreamBuild of(BuildReader reader, List<Job<?, ?>> jobs, Result minResult) throws AbortException {
        List<Candidate> candidates = jobs.stream()
                .flatMap(job -> SuccessfulBuilds.get().of(job).newest(minResult, CANDIDATES).stream()
                        .map(entry -> new Candidate(job, entry)))
                .sorted(Comparator.comparingLong(
                                (Candidate candidate) -> candidate.entry().timestampMillis())
                        .reversed())
                .toList();
        AbortException refusal = new AbortException("There is no finished build of " + BuildChoice.names(jobs)
                + " whose result is " + minResult + (Result.SUCCESS.equals(minResult) ? "" : " or better"));
        for (Candidate candidate : candidates) {
            try {
                return UpstreamBuild.checked(
                        reader, candidate.job(), candidate.entry().number(), minResult);
            } catch (AbortException e) {
                refusal = e;
            }
        }
        throw refusal;
    }

    private record Candidate(Job<?, ?> job, BuildEntry entry) {}
}
