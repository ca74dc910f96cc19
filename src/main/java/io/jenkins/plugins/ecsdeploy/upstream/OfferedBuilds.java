package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.access.ArtifactsPermission;
import io.jenkins.plugins.ecsdeploy.access.BuildReader;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.builds.BuildEntry;
import io.jenkins.plugins.ecsdeploy.builds.BuildList;
import io.jenkins.plugins.ecsdeploy.builds.SuccessfulBuilds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The builds that somebody may choose from, who is the current authentication. Nothing here loads a build.
 *
 * @param several whether values must say which job they are of
 */
record OfferedBuilds(List<Job<?, ?>> jobs, boolean several, Result minResult, int limit) {
    private static final Comparator<OfferedBuild> NEWEST_FIRST = Comparator.comparingLong(
                    (OfferedBuild build) -> build.entry().timestampMillis())
            .reversed();

    /** @param owner the job in whose configuration this is, if it is known */
    static OfferedBuilds of(NamesUpstreamJobs named, @CheckForNull Job<?, ?> owner) {
        List<String> names = ReadableJobs.names(named.getJob());
        List<Job<?, ?>> jobs = new ArrayList<>();
        BuildReader reader = BuildReader.current(owner);
        for (String name : names) {
            reader.find(name, named.getBranch())
                    .job()
                    .filter(job -> !jobs.contains(job))
                    .ifPresent(jobs::add);
        }
        return new OfferedBuilds(jobs, names.size() > 1, named.minResult(), named.getLimit());
    }

    /** The newest builds of all jobs, newest first. */
    List<OfferedBuild> builds() {
        List<OfferedBuild> builds = new ArrayList<>();
        for (Job<?, ?> job : jobs) {
            Function<BuildEntry, OfferedBuild> offered = offered(job);
            list(job).newest(minResult, limit).forEach(entry -> builds.add(offered.apply(entry)));
        }
        if (jobs.size() > 1) {
            builds.sort(NEWEST_FIRST);
        }
        return builds.size() > limit ? builds.subList(0, limit) : builds;
    }

    /** The newest build. Takes the same time however many there are. */
    Optional<OfferedBuild> newest() {
        return jobs.stream()
                .flatMap(job -> list(job).newest(minResult).map(offered(job)).stream())
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

    /** What is shown of a job's builds: without their variables to those who may not read their artifacts. */
    private Function<BuildEntry, OfferedBuild> offered(Job<?, ?> job) {
        boolean whole = ArtifactsPermission.isGranted(job);
        return entry -> new OfferedBuild(job, whole ? entry : entry.withoutVariables(), several);
    }
}
