package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecsdeploy.builds.BuildList;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * The builds that somebody may choose from, who is the current authentication. Nothing here loads a build.
 *
 * @param several whether values must say which job they are of
 */
record Offer(List<Job<?, ?>> jobs, boolean several, Result minResult, int limit) {
    private static final Comparator<OfferedBuild> NEWEST_FIRST = Comparator.comparingLong(
                    (OfferedBuild build) -> build.entry().timestampMillis())
            .reversed();

    /** @param holder the job in whose configuration this is, if it is known */
    static Offer of(NamesUpstreamJobs named, @CheckForNull Job<?, ?> holder) {
        List<String> names = UpstreamJobs.names(named.getJob());
        List<Job<?, ?>> jobs = new ArrayList<>();
        for (String name : names) {
            find(holder, name, named.getBranch())
                    .filter(job -> !jobs.contains(job))
                    .ifPresent(jobs::add);
        }
        return new Offer(jobs, names.size() > 1, named.minResult(), named.getLimit());
    }

    /** The newest builds of all jobs, newest first. */
    List<OfferedBuild> builds() {
        List<OfferedBuild> builds = new ArrayList<>();
        for (Job<?, ?> job : jobs) {
            list(job).newest(minResult, limit).forEach(entry -> builds.add(new OfferedBuild(job, entry, several)));
        }
        if (jobs.size() > 1) {
            builds.sort(NEWEST_FIRST);
        }
        return builds.size() > limit ? builds.subList(0, limit) : builds;
    }

    /** The newest build. Takes the same time however many there are. */
    Optional<OfferedBuild> newest() {
        return jobs.stream()
                .flatMap(
                        job -> list(job).newest(minResult).map(entry -> new OfferedBuild(job, entry, several)).stream())
                .min(NEWEST_FIRST);
    }

    /** The build of that value, if it is among those that are listed. */
    Optional<OfferedBuild> find(String value) {
        return builds().stream().filter(build -> build.isMeantBy(value)).findFirst();
    }

    /** False while older builds are still being looked through. */
    boolean complete() {
        return jobs.stream().allMatch(job -> list(job).complete());
    }

    private static BuildList list(Job<?, ?> job) {
        return SuccessfulBuilds.get().of(job);
    }

    /**
     * SYSTEM is nobody's name: so runs a timer, and a build that starts another. It may read everything, which says
     * nothing about the job that has the parameter. Then the rule is that for a running build.
     */
    private static Optional<Job<?, ?>> find(@CheckForNull Job<?, ?> holder, String name, @CheckForNull String branch) {
        Optional<Job<?, ?>> found = UpstreamJobs.forPerson(holder, name, branch);
        if (!ACL.SYSTEM2.equals(Jenkins.getAuthentication2())
                || found.filter(job -> holder != null && CopyPermission.allows(holder, job))
                        .isPresent()) {
            return found;
        }
        try (ACLContext ignored = ACL.as2(BuildAuthentication.ANY_SIGNED_IN)) {
            return UpstreamJobs.forPerson(holder, name, branch);
        }
    }
}
