package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.model.Job;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a page shows of a parameter, taken once, so that all of it is of the same moment. */
public final class UpstreamBuildForm {
    /** With more builds than these, one may type to find one. */
    private static final int FILTER_FROM = 11;

    private final NamesUpstreamJobs named;
    private final OfferedBuilds offered;
    private final List<OfferedBuild> builds;
    private final Optional<OfferedBuild> selected;

    UpstreamBuildForm(NamesUpstreamJobs named, OfferedBuilds offered, Optional<String> value) {
        this.named = named;
        this.offered = offered;
        builds = offered.builds();
        selected = value.flatMap(wanted ->
                builds.stream().filter(build -> build.isMeantBy(wanted)).findFirst());
    }

    public List<OfferedBuild> getBuilds() {
        return builds;
    }

    public boolean isSelected(OfferedBuild build) {
        return selected.isPresent() && selected.get() == build;
    }

    public boolean isFiltered() {
        return builds.size() >= FILTER_FROM;
    }

    /** Whether older builds may still come. */
    public boolean isIncomplete() {
        return !offered.complete();
    }

    /**
     * Why there is nothing to choose. Says the same for a job that is missing and for one that may not be read, and does
     * not name it: whoever sees the page need not be the one who configured the job.
     */
    public String getNothing() {
        return offered.jobs().isEmpty()
                ? Messages.UpstreamBuildForm_noJob()
                : isIncomplete() ? Messages.UpstreamBuildForm_noneYet(jobs()) : Messages.UpstreamBuildForm_none(jobs());
    }

    /** Why a value is not accepted. */
    String refusal(String value) {
        if (builds.isEmpty()) {
            return getNothing();
        }
        return (value.isEmpty()
                        ? Messages.UpstreamBuildForm_nothingChosen(jobs())
                        : Messages.UpstreamBuildForm_notOffered(value, named.getLimit(), jobs()))
                + (isIncomplete() ? " " + Messages.UpstreamBuildForm_incomplete() : "");
    }

    private String jobs() {
        return offered.jobs().stream().map(Job::getFullName).collect(Collectors.joining(", "));
    }
}
